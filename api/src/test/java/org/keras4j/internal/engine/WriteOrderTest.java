package org.keras4j.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.internal.graph.TraceContext;
import org.keras4j.internal.graph.VariableStore;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.layers.Dense;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.FluentOptimizer;
import org.keras4j.optimizers.Optimizers;
import org.keras4j.optimizers.SGD;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** No operation of a step may write a variable before the step has read it. */
class WriteOrderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SGD",
        "RMSprop",
        "Adam",
        "AdamW",
        "Adamax",
        "Nadam",
        "Adagrad",
        "Adadelta",
        "Adafactor",
        "Ftrl",
        "Lion",
        "ScheduleFreeAdamW",
        "Muon",
        "Lamb"
      })
  void everyWriteIsBehindTheRead(String name) {
    List<Consumer<FluentOptimizer<?>>> options =
        List.of(
            o -> {},
            o -> o.weightDecay(0.1),
            o -> o.gradientAccumulationSteps(2),
            o -> o.gradientAccumulationSteps(2).weightDecay(0.1),
            o -> o.useEma(true).emaOverwriteFrequency(3),
            o -> o.gradientAccumulationSteps(2).useEma(true).emaOverwriteFrequency(3),
            o -> o.lossScaleFactor(8).clipnorm(1));
    for (Consumer<FluentOptimizer<?>> option : options) {
      FluentOptimizer<?> optimizer = (FluentOptimizer<?>) Optimizers.fromConfig(name, Map.of());
      option.accept(optimizer);
      assertOrdered(optimizer);
    }
  }

  private static void assertOrdered(FluentOptimizer<?> optimizer) {
    NativeRuntime.ensureLoaded();
    Variable matrix = weight(2, 2);
    Variable vector = weight(2);
    Variable unreached = weight(2);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      VariableStore store = new VariableStore(tf, session);
      TraceContext context = new TraceContext(tf.withSubScope("step"), store, true);
      List<Variable> all = List.of(matrix, vector, unreached);
      List<Operand<TFloat32>> gradients = new ArrayList<>();
      for (Variable v : List.of(matrix, vector)) {
        // As gradients do not all need the value: that of a bias does not.
        context.read(v);
        gradients.add(
            tf.placeholder(
                TFloat32.class,
                org.tensorflow.op.core.Placeholder.shape(Tensors.shape(v.shape()))));
      }
      context.read(unreached);
      context.update(unreached, tf.constant(new float[] {1, 2}));
      OptimizerAccess access = OptimizerAccess.get();
      access.build(optimizer, all);
      access.step(optimizer, tf.withSubScope("step"), context, List.of(matrix, vector), gradients);
      context.finish();
      Map<String, NodeDef> nodes = new HashMap<>();
      graph.toGraphDef().getNodeList().forEach(n -> nodes.put(n.getName(), n));
      int writes = 0;
      for (NodeDef node : nodes.values()) {
        if (node.getName().startsWith("step") && writes(node)) {
          writes++;
          assertOrdered(nodes, node);
        }
      }
      assertTrue(writes > 2, writes + " writes");
    }
  }

  private static Variable weight(long... shape) {
    return new Variable("w", Shape.of(shape), new Zeros(), true).constraint(new MaxNorm(1));
  }

  private static boolean writes(NodeDef node) {
    return node.getOp().startsWith("Assign") || node.getOp().startsWith("ResourceApply");
  }

  /** Each handle that a write takes must have been read before, if the step reads it at all. */
  private static void assertOrdered(Map<String, NodeDef> nodes, NodeDef write) {
    for (String handle : write.getInputList()) {
      NodeDef source = nodes.get(handle);
      if (source == null || !source.getOp().equals("VarHandleOp")) {
        continue;
      }
      for (NodeDef read : nodes.values()) {
        if (read.getName().startsWith("step/read")
            && read.getInputList().contains(source.getName())) {
          assertTrue(
              behind(nodes, write.getName(), read.getName(), new HashSet<>()),
              write.getName() + " (" + write.getOp() + ") may run before " + read.getName());
        }
      }
    }
  }

  /** Returns whether a node cannot run before another: what a merge takes may be dead but one. */
  private static boolean behind(
      Map<String, NodeDef> nodes, String name, String read, Set<String> seen) {
    if (name.equals(read)) {
      return true;
    }
    if (!seen.add(name)) {
      return false;
    }
    NodeDef node = nodes.get(name);
    boolean all = node.getOp().equals("Merge");
    for (String input : node.getInputList()) {
      String plain = input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", "");
      boolean b = behind(nodes, plain, read, all ? new HashSet<>(seen) : seen);
      if (b != all) {
        return b;
      }
    }
    return all;
  }

  /** In a step without update the constraint used to be faster than the forward pass at times. */
  @Test
  void aConstraintWaitsForTheForwardPass() {
    var x = NDArray.of(new float[][] {{1, 2}});
    var y = NDArray.of(new float[][] {{0}});
    for (int i = 0; i < 12; i++) {
      try (var m = Sequential.of(Input.of(2), new Dense(1).kernelConstraint(new MaxNorm(1)))) {
        m.compile(c -> c.loss("mse").optimizer(new SGD(0.1).gradientAccumulationSteps(2)));
        m.setWeights(List.of(NDArray.of(new float[][] {{3}, {4}}), NDArray.of(0f)));
        assertEquals(121, m.trainOnBatch(x, y).loss(), 1e-4); // (3·1 + 4·2)²
      }
    }
  }

  /** Adds its counter to what comes in, and counts on; gives its only weight a new value. */
  private static final class Counting extends FluentLayer<Counting> {
    private Variable count;
    private Variable bias;

    @Override
    protected void build(Shape inputShape) {
      count = addWeight("count", Shape.of(1), new Zeros(), false);
      bias = addWeight("bias", Shape.of(1), new Zeros(), true);
    }

    @Override
    protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
      Operand<TFloat32> sum = tf.math.add(tf.math.add(x, context.read(count)), context.read(bias));
      if (context.training()) {
        context.add(count, tf.constant(new float[] {1}));
        context.update(bias, tf.constant(new float[] {10}));
      }
      return sum;
    }
  }

  /** As in Keras: first the layer's assignment, then the optimizer's. */
  @Test
  void anOptimizerChangesTheValueThatALayerAssigned() {
    for (int i = 0; i < 5; i++) {
      try (var m = Sequential.of(Input.of(1), new Counting())) {
        m.compile(c -> c.loss("mse").optimizer(new SGD(0.25)));
        NDArray x = NDArray.of(new float[][] {{2}});
        NDArray y = NDArray.of(new float[][] {{0}});
        assertEquals(4, m.trainOnBatch(x, y).loss(), 1e-5);
        // dL/db = 2·2; 10 − 0.25·4
        assertEquals(List.of(9f, 1f), floats(m));
      }
    }
  }

  private static List<Float> floats(Sequential m) {
    return m.getWeights().stream().map(a -> a.getFloat(0)).toList();
  }
}
