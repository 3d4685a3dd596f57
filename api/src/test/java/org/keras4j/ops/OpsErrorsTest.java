package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Lambda;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.random.KerasRandom;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** What is refused, and how; and what works although it is at the edge. */
class OpsErrorsTest {

  private static final NDArray X = KerasRandom.of(1).normal(Shape.of(2, 3, 4));
  private static final NDArray BYTES = NDArray.ones(DType.UINT8, 3);

  private static void says(String part, Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }

  @Test
  void axesThatDoNotExist() {
    says("mean: axis 3 does not exist in a tensor of rank 3", () -> KerasOps.mean(X, 3));
    says("max has an axis twice", () -> KerasOps.max(X, 0, -3));
    says("softmax: axis -4", () -> KerasOps.softmax(X, -4));
    says("transpose needs each of the 3 axes", () -> KerasOps.transpose(X, 1, 0));
    says("squeeze: axis 1", () -> KerasOps.squeeze(X, 1));
    says("stack needs one tensor at least", () -> KerasOps.stack(0));
    says("takeAlongAxis needs indices of rank 3", () -> KerasOps.takeAlongAxis(X, BYTES, 0));
  }

  @Test
  void shapesAndNumbersThatDoNotFit() {
    says("matmul: the last axis", () -> KerasOps.matmul(X, X));
    says("rank 1 at least", () -> KerasOps.matmul(NDArray.scalar(1), X));
    says("does not divide into 3", () -> KerasOps.split(X, 3, 2));
    says("increasing indices", () -> KerasOps.split(X, new int[] {2, 1}, 2));
    says("pad needs two numbers", () -> KerasOps.pad(X, new int[] {1, 1}));
    says("'symetric'", () -> KerasOps.pad(X, "symetric", new int[3][2]));
    says("repeat: times", () -> KerasOps.repeat(X, -1, 0));
    says("topK: k must be", () -> KerasOps.topK(X, 5));
    says("oneHot: classes", () -> KerasOps.oneHot(BYTES, -1));
    says("300 does not fit into uint8", () -> KerasOps.add(BYTES, 300));
    says("whole numbers as indices", () -> KerasOps.take(X, X, 0));
    says("no elements along axis 0", () -> KerasOps.max(NDArray.zeros(0, 3), 0));
    says(
        "einsum needs operands with elements", () -> KerasOps.einsum("ij->i", NDArray.zeros(0, 3)));
    says("cast the truth values", () -> KerasOps.square(KerasOps.isnan(X)));
    assertThrows(IllegalArgumentException.class, () -> KerasOps.add(X, NDArray.zeros(5)));
    assertThrows(IllegalArgumentException.class, () -> KerasOps.einsum("ij,jk", X, X));
    assertThrows(RuntimeException.class, () -> KerasOps.take(X, NDArray.of(new int[] {2}), 0));
  }

  @Test
  void inGraphsAResultHasTheTypeThatTheCompilerKnows() {
    NDArray whole = NDArray.ones(DType.INT32, 3);
    says(
        "sum needs more room than uint8",
        () -> typed(BYTES, k -> k.sum(k.cast(in(k, BYTES), TUint8.class))));
    says(
        "0.5 has another type than the operand",
        () -> typed(whole, k -> k.add(k.cast(in(k, whole), TInt32.class), 0.5)));
    NDArray y = typed(whole, k -> k.multiply(k.cast(in(k, whole), TFloat32.class), 0.5));
    assertEquals(NDArray.full(DType.FLOAT32, 0.5, 3), y);
  }

  private static Operand<?> in(KerasOps k, NDArray x) {
    return k.convertToTensor(x);
  }

  /** Evaluates in a graph, where types are fixed, by way of a layer. */
  private static NDArray typed(NDArray x, java.util.function.Function<KerasOps, Operand<?>> f) {
    return new Lambda(
            (tf, ignored) -> KerasOps.of(tf).cast(f.apply(KerasOps.of(tf)), TFloat32.class))
        .apply(x);
  }

  @Test
  void productsOverNothingAreZero() {
    assertEquals(NDArray.zeros(2, 3), KerasOps.matmul(NDArray.zeros(2, 0), NDArray.zeros(0, 3)));
    assertEquals(
        NDArray.scalar(0).asType(DType.FLOAT32), KerasOps.dot(NDArray.zeros(0), NDArray.zeros(0)));
    assertEquals(Shape.of(0, 3), KerasOps.dot(NDArray.zeros(0, 2), NDArray.zeros(2, 3)).shape());
  }

  @Test
  void arraysCreatedInAGraph() {
    NDArray y =
        KerasOps.evaluate(
            k ->
                k.concatenate(
                    List.of(
                        k.zeros(2),
                        k.ones(1),
                        k.full(0.5, 1),
                        k.cast(k.arange(3, 0, -2), TFloat32.class),
                        k.arange(0.0, 1.0, 0.5)),
                    0));
    assertEquals(NDArray.of(0f, 0f, 1f, 0.5f, 3f, 1f, 0f, 0.5f), y);
  }

  /** Rows of unknown number, gradients through most kinds of operations, and an optimizer. */
  @Test
  void aModelTrainsThroughThem() {
    var attention =
        new Lambda(
            (tf, x) -> {
              var k = KerasOps.of(tf);
              var scores = k.divide(k.einsum("bid,bjd->bij", x, x), 2);
              var mixed = k.matmul(k.softmax(scores, -1), x);
              var best = k.topK(k.std(mixed, -1), 2).values();
              return k.concatenate(
                  List.of(k.reshape(k.roll(mixed, 1, 1), -1, 12), k.normalize(best, -1)), -1);
            });
    try (var model = Sequential.of(Input.of(3, 4), new Dense(4), attention, new Dense(1))) {
      model.compile(c -> c.optimizer("adam").loss("mse"));
      NDArray y = KerasOps.sum(X, 1, 2).reshape(-1, 1);
      model.fit(X, y, o -> o.epochs(20).verbose(0));
      List<Double> losses = model.history().get("loss");
      assertTrue(losses.get(19) < losses.get(0), losses.toString());
    }
  }
}
