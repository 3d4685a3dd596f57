package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.NDArray;

/** A number may come first, as in Python. */
class NumberFirstTest {
  private static final NDArray X = NDArray.of(-2f, 3, 5);

  @Test
  void inEachOperation() {
    NDArray two = NDArray.of(2f, 2, 2);
    assertEquals(KerasOps.add(two, X), KerasOps.add(2, X));
    assertEquals(KerasOps.multiply(two, X), KerasOps.multiply(2, X));
    assertEquals(KerasOps.maximum(two, X), KerasOps.maximum(2, X));
    assertEquals(KerasOps.minimum(two, X), KerasOps.minimum(2, X));
    assertEquals(KerasOps.mod(two, X), KerasOps.mod(2, X));
    assertEquals(KerasOps.floorDivide(two, X), KerasOps.floorDivide(2, X));
    assertEquals(NDArray.of(0f, 2, 2), KerasOps.mod(2, X));
    assertEquals(NDArray.of(-1f, 0, 0), KerasOps.floorDivide(2, X));
  }
}
