package org.keras4j.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Which operations are added in bfloat16. */
class Bfloat16ScopeTest {

  private static final String EMULATE = "keras4j.emulateBfloat16";

  /** Not a number of bfloat16; rounded, it is 1. */
  private static final float FINE = 1.001f;

  private final Graph graph = new Graph();
  private final Ops plain = GraphOps.of(graph);

  @BeforeEach
  void roundOnEveryProcessor() {
    System.setProperty(EMULATE, "true");
  }

  @AfterEach
  void leaveNothingBehind() {
    System.clearProperty(EMULATE);
    graph.close();
  }

  private float run(Operand<TFloat32> x) {
    try (Session session = new Session(graph, SessionSettings.model());
        var result = session.runner().fetch(x).run();
        Tensor value = result.get(0)) {
      return ((TFloat32) value).getFloat(0, 0);
    }
  }

  @Test
  void inFloat32NothingIsAdded() {
    assertSame(plain, Bfloat16.of(plain, false));
    Ops rounding = Bfloat16.of(plain, true);
    assertSame(rounding, Bfloat16.of(rounding, true));
    Ops back = Bfloat16.of(rounding.withSubScope("inner"), false);
    Operand<TFloat32> x = back.constant(new float[][] {{FINE}});
    assertEquals(FINE * FINE, run(back.linalg.matMul(x, x)));
    assertEquals(List.of("Const", "MatMul"), types());
  }

  private List<String> types() {
    return Stream.iterate(graph.operations(), i -> i).limit(2).map(i -> i.next().type()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MatMul", "BatchMatMul", "Einsum"})
  void productsRoundWhatTheyMultiply(String type) {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat32> x = tf.constant(new float[][] {{FINE}});
    Operand<TFloat32> y =
        switch (type) {
          case "MatMul" -> tf.linalg.matMul(x, x);
          case "BatchMatMul" -> tf.train.batchMatMul(x, x, TFloat32.class);
          default -> tf.linalg.einsum(List.of(x, x), "ij,jk->ik");
        };
    assertEquals(TFloat32.class, y.type());
    assertEquals(1f, run(y));
  }

  @Test
  void elementwiseOperationsDoNot() {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat32> x = tf.constant(new float[][] {{FINE}});
    assertEquals(FINE * FINE, run(tf.math.mul(x, x)));
    assertEquals(FINE + 1, run(tf.nn.biasAdd(x, tf.constant(new float[] {1}))));
    assertEquals(FINE, run(tf.nn.relu(x)));
  }

  @Test
  void whatFollowsAProductGoesOnInBfloat16WithoutCasts() {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat32> x = tf.constant(new float[][] {{FINE}});
    Operand<TFloat32> y =
        tf.nn.relu(tf.nn.biasAdd(tf.linalg.matMul(x, x), tf.constant(new float[1])));
    Output<TBfloat16> source = Bfloat16.source(y.asOutput());
    assertNotNull(source);
    assertEquals("Relu", source.op().type());
    GraphOperation before = (GraphOperation) ((GraphOperation) source.op()).input(0).op();
    assertEquals("Add", before.type());
    assertEquals("MatMul", before.input(0).op().type());
    assertNull(Bfloat16.source(plain.nn.relu(y).asOutput()), "outside of the layer");
  }

  @Test
  void otherTypesStayAsTheyAre() {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat64> x = tf.constant(new double[][] {{FINE}});
    assertEquals(TFloat64.class, tf.linalg.matMul(x, x).type());
    Operand<TBfloat16> half = tf.dtypes.cast(x, TBfloat16.class);
    assertEquals(TBfloat16.class, tf.linalg.matMul(half, half).type());
  }

  @Test
  void biasesOfTheFirstAxisAreAddedInFloat32() {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat32> x = tf.constant(new float[][] {{FINE}});
    Operand<TFloat32> y =
        tf.nn.biasAdd(
            tf.reshape(tf.linalg.matMul(x, x), tf.constant(new int[] {1, 1, 1})),
            tf.constant(new float[1]),
            BiasAdd.dataFormat("NCHW"));
    assertEquals("BiasAdd", y.asOutput().op().type());
  }

  @Test
  void otherOperationsMayDependOnRoundedOnes() {
    Ops tf = Bfloat16.of(plain, true);
    Operand<TFloat32> x = tf.constant(new float[][] {{FINE}});
    Operand<TFloat32> y = tf.linalg.matMul(x, x);
    for (Ops each : List.of(tf, plain, GraphOps.differentiable(graph))) {
      Operand<TFloat32> behind = each.withControlDependencies(List.of(y)).identity(x);
      assertTrue(run(behind) > 1);
    }
  }
}
