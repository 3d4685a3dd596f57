package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

class SessionSettingsTest {

  @BeforeAll
  static void load() {
    NativeRuntime.ensureLoaded();
    assumeTrue(CudaSearch.isPointless(), "a device is there, or this is no Linux");
  }

  private static RewriterConfig rewriting() {
    return SessionSettings.model().getGraphOptions().getRewriteOptions();
  }

  @Test
  void aGraphIsRewrittenOnceOnAProcessor() {
    assertEquals(RewriterConfig.NumIterationsType.ONE, rewriting().getMetaOptimizerIterations());
    assertTrue(rewriting().getDisableTfgOptimizer());
  }

  @Test
  void oneRoundLeavesWhatTwoLeave() {
    ConfigProto.Builder defaults = SessionSettings.model().toBuilder();
    defaults.getGraphOptionsBuilder().clearRewriteOptions();
    Map<String, Long> expected = operations(defaults.build());
    assertTrue(expected.keySet().stream().anyMatch(op -> op.contains("Fused")), expected::toString);
    assertEquals(expected, operations(SessionSettings.model()));
    // Else this would compare nothing.
    assertNotEquals(expected, operations(SessionSettings.plain()));
  }

  /**
   * Returns what is run of a training step of a small network, each operation with its number,
   * without constants: the second round finds some more that are equal.
   */
  private static Map<String, Long> operations(ConfigProto config) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      Ops tf = GraphOps.of(graph);
      List<org.tensorflow.ndarray.Shape> shapes =
          List.of(shape(2, 8, 8, 3), shape(3, 3, 3, 4), shape(4), shape(256, 2));
      List<Operand<TFloat32>> fed = new ArrayList<>();
      shapes.forEach(s -> fed.add(tf.placeholder(TFloat32.class, Placeholder.shape(s))));
      Operand<TFloat32> x = fed.get(0);
      Operand<TFloat32> kernel = fed.get(1);
      Operand<TFloat32> bias = fed.get(2);
      Operand<TFloat32> dense = fed.get(3);
      Operand<TFloat32> y =
          tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, kernel, List.of(1L, 1L, 1L, 1L), "SAME"), bias));
      // Twice there and back, and a sum that is known before it runs.
      Operand<TFloat32> turned = tf.linalg.transpose(y, tf.constant(new int[] {0, 3, 1, 2}));
      Operand<TFloat32> back = tf.linalg.transpose(turned, tf.constant(new int[] {0, 2, 3, 1}));
      var size = tf.math.add(tf.constant(250), tf.constant(6));
      Operand<TFloat32> flat = tf.reshape(back, tf.stack(List.of(tf.constant(2), size)));
      Operand<TFloat32> out = tf.linalg.matMul(flat, dense);
      Operand<TFloat32> loss = tf.math.mean(tf.math.square(out), tf.constant(new int[] {0, 1}));
      Output<?>[] gradients =
          graph.addGradients(
              loss.asOutput(), fed.stream().skip(1).map(Operand::asOutput).toArray(Output[]::new));
      Session.Runner runner = session.runner().fetch(loss);
      for (Output<?> g : gradients) {
        runner.fetch(g);
      }
      RunOptions options = RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
      List<Tensor> values = new ArrayList<>();
      for (int i = 0; i < fed.size(); i++) {
        values.add(TFloat32.tensorOf(shapes.get(i)));
        runner.feed(fed.get(i), values.get(i));
      }
      try (var result = runner.setOptions(options).runAndFetchMetadata()) {
        return result.getMetadata().orElseThrow().getPartitionGraphsList().stream()
            .flatMap(g -> g.getNodeList().stream())
            .filter(n -> !n.getOp().equals("Const"))
            .collect(Collectors.groupingBy(NodeDef::getOp, TreeMap::new, Collectors.counting()));
      } finally {
        values.forEach(Tensor::close);
      }
    }
  }

  private static org.tensorflow.ndarray.Shape shape(long... sizes) {
    return org.tensorflow.ndarray.Shape.of(sizes);
  }
}
