package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

class OneDnnTest {

  /** Returns whether TensorFlow's rewriting puts oneDNN's operations in the place of its own. */
  private static boolean isOn() {
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.model())) {
      Ops tf = GraphOps.of(graph);
      var x = tf.placeholder(TFloat32.class);
      var y = tf.nn.relu(tf.linalg.matMul(x, x));
      RunOptions options = RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
      try (TFloat32 one = TFloat32.tensorOf(org.tensorflow.ndarray.Shape.of(8, 8));
          var result =
              session.runner().setOptions(options).feed(x, one).fetch(y).runAndFetchMetadata()) {
        RunMetadata metadata = result.getMetadata().orElseThrow();
        return metadata.getPartitionGraphsList().stream()
            .flatMap(g -> g.getNodeList().stream())
            .anyMatch(n -> n.getOp().startsWith("_Mkl"));
      }
    }
  }

  @Test
  void theKernelsAreOnAndTheVariableIsGone() throws Exception {
    assumeTrue(System.getenv("TF_ENABLE_ONEDNN_OPTS") == null, "the user decides");
    NativeRuntime.ensureLoaded();
    assumeTrue(Loader.getPlatform().equals("linux-x86_64") && Processor.hasAvx2());
    assertEquals(true, isOn());
    // Without a look at ProcessBuilder.environment() a process inherits what native code has.
    Process env = new ProcessBuilder("env").start();
    String variables = new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertFalse(variables.contains("ONEDNN"), variables);
    assertEquals(0, env.waitFor());
  }
}
