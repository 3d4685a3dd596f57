package org.keras4j.utils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

class UtilsTest {
  @Test
  void labelsBecomeRowsOfDoubles() {
    NDArray labels = NDArray.of(0, 2, 1).asType(DType.UINT8);
    NDArray expected = NDArray.of(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}});
    assertEquals(expected, Utils.toCategorical(labels));
    assertEquals(expected, Utils.toCategorical(labels, 4).slice(1, 0, 3));
  }

  @Test
  void shapesFollowKeras() {
    assertEquals(Shape.of(2, 3), Utils.toCategorical(NDArray.of(new int[][] {{0}, {2}})).shape());
    assertEquals(
        Shape.of(2, 2, 4), Utils.toCategorical(NDArray.of(new int[][] {{1, 2}, {0, 3}})).shape());
    assertEquals(Shape.of(3), Utils.toCategorical(NDArray.scalar(2)).shape());
    assertEquals(NDArray.of(new double[][] {{0, 1}}), Utils.toCategorical(NDArray.of(1.9)));
    assertEquals(Shape.of(0, 3), Utils.toCategorical(NDArray.zeros(0), 3).shape());
  }

  @Test
  void labelsOutsideTheClassesAreNamed() {
    var large =
        assertThrows(
            IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.of(0, 10), 10));
    assertTrue(large.getMessage().contains("label 10 at position 1"), large.getMessage());
    var negative =
        assertThrows(IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.of(0, -1)));
    assertTrue(negative.getMessage().contains("label -1 at position 1"), negative.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.of(Double.NaN), 3));
    assertThrows(IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.zeros(0)));
    assertThrows(IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.of(0), 0));
    assertThrows(
        IllegalArgumentException.class, () -> Utils.toCategorical(NDArray.of(2_000_000_000, 1)));
  }
}
