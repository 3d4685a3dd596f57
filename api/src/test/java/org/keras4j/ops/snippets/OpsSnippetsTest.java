package org.keras4j.ops.snippets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.layers.Lambda;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.keras4j.random.KerasRandom;

/** The code in the Javadoc of the packages for operations and random numbers. */
class OpsSnippetsTest {

  @Test
  void inAGraph() {
    // snippet: keras-ops
    var center =
        new Lambda(
            (tf, x) -> {
              var k = KerasOps.of(tf);
              return k.subtract(x, k.mean(x, true, -1)); // true: the axis stays, with size 1
            });
    // end snippet
    NDArray y = center.apply(NDArray.of(new float[][] {{1, 2, 6}}));
    assertArrayEquals(new float[] {-2, -1, 3}, y.toFloatArray());
  }

  @Test
  void onArrays() {
    NDArray logits = NDArray.of(new float[][] {{0, 0}, {1, 1}});
    // snippet: ops-package
    NDArray probabilities = KerasOps.softmax(logits);
    NDArray entropy =
        KerasOps.evaluate(
            k -> {
              var p = k.softmax(k.convertToTensor(logits));
              return k.negative(k.sum(k.multiply(p, k.log(p)), -1));
            });
    // end snippet
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, probabilities.toFloatArray());
    assertEquals(Math.log(2), entropy.getDouble(0), 1e-6);
  }

  @Test
  void random() {
    // snippet: keras-random
    Keras.setRandomSeed(23);
    NDArray noise = KerasRandom.of().normal(Shape.of(100, 20)); // by the seed of the process
    NDArray start = KerasRandom.of(42).uniform(Shape.of(5), -1, 1); // always the same numbers
    // end snippet
    assertEquals(Shape.of(100, 20), noise.shape());
    assertEquals(start, KerasRandom.of(42).uniform(Shape.of(5), -1, 1));
  }
}
