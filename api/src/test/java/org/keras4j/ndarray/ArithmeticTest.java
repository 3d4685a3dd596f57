package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private final NDArray bytes = NDArray.of(250, 3).asType(DType.UINT8);
  private final NDArray ints = NDArray.of(7, -2);
  private final NDArray floats = NDArray.of(0.1f, 2f);

  @Test
  void typesMeetAsInNumPy() {
    assertEquals(DType.INT32, bytes.add(ints).dtype());
    assertEquals(DType.FLOAT32, bytes.add(floats).dtype());
    assertEquals(DType.FLOAT64, ints.add(floats).dtype());
    assertEquals(DType.FLOAT64, ints.divide(ints).dtype());
    assertEquals(DType.FLOAT64, bytes.divide(255).dtype());
    assertEquals(DType.FLOAT32, floats.divide(255).dtype());
    assertEquals(DType.FLOAT32, floats.multiply(0.5).dtype());
    assertEquals(DType.FLOAT64, ints.multiply(0.5).dtype());
    assertEquals(DType.INT64, NDArray.of(true).add(1).dtype());
    assertThrows(IllegalArgumentException.class, () -> NDArray.of(true).add(NDArray.of(true)));
  }

  @Test
  void valuesAreThoseOfTheResultType() {
    assertEquals(NDArray.of(0, 9).asType(DType.UINT8), bytes.add(6));
    assertEquals(NDArray.of(6, 253).asType(DType.UINT8), bytes.negate());
    assertEquals(NDArray.of(-7, 2), ints.negate());
    assertEquals(NDArray.of(-0.1f, -2f), floats.negate());
    assertEquals(NDArray.of(0.1f * 3, 6f), floats.multiply(3));
    assertEquals(NDArray.of(0.1f / 255, 2f / 255), floats.divide(255));
    assertEquals(NDArray.of(6, -3), ints.subtract(1));
    assertEquals(NDArray.of(1750L, -6L), bytes.asType(DType.INT64).multiply(ints));
    assertEquals(NDArray.of((double) 0.1f + 7, 0.0), ints.add(floats));
    assertEquals(NDArray.of(Double.NaN, Double.NEGATIVE_INFINITY), NDArray.of(0, -2).divide(0));
  }

  @Test
  void scalarsThatDoNotFitAreRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> bytes.subtract(-1));
    assertTrue(e.getMessage().contains("uint8"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ints.add(1L << 40));
  }

  @Test
  void shapesBroadcast() {
    NDArray table = NDArray.arange(6).reshape(2, 3);
    assertEquals(NDArray.of(1L, 3L, 5L, 4L, 6L, 8L).reshape(2, 3), table.add(NDArray.of(1, 2, 3)));
    assertEquals(Shape.of(2, 3, 4), NDArray.zeros(2, 1, 4).add(NDArray.zeros(3, 1)).shape());
    assertEquals(table.multiply(2), NDArray.scalar(2).asType(DType.INT64).multiply(table));
    var e = assertThrows(IllegalArgumentException.class, () -> table.add(NDArray.of(1, 2)));
    assertTrue(e.getMessage().contains("(2, 3) and (2,)"), e.getMessage());
  }

  @Test
  void longArraysAreRightInEveryChunk() {
    NDArray x = NDArray.arange(10_001);
    NDArray y = x.multiply(3).subtract(x).subtract(x);
    assertEquals(x, y);
    assertEquals(x.slice(5, 10_000), x.slice(4, 9_999).add(1));
    assertEquals(x.asType(DType.FLOAT32), x.asType(DType.FLOAT32).divide(2).multiply(2.0));
    assertEquals(
        NDArray.full(DType.INT64, 5, 10_001), NDArray.full(DType.INT64, 5).subtract(x).add(x));
  }

  @Test
  void reductions() {
    NDArray x = NDArray.of(new float[][] {{1, 5, 2}, {4, 3, 9}});
    assertEquals(24, x.sum());
    assertEquals(4, x.mean());
    assertEquals(1, x.min());
    assertEquals(9, x.max());
    assertEquals(NDArray.of(5f, 8f, 11f), x.sum(0));
    assertEquals(NDArray.of(8f / 3, 16f / 3), x.mean(-1));
    assertEquals(NDArray.of(1L, 2L), x.argmax(1));
    assertEquals(NDArray.of(1L, 0L, 1L), x.argmax(0));
    assertEquals(NDArray.of(0L, 1L), x.argmin(1));
    assertEquals(NDArray.of(4f, 5f, 9f), x.max(0));
    assertEquals(NDArray.of(1f, 3f), x.min(1));
    assertEquals(NDArray.of(4L, 2L).shape(), x.expandDims(1).slice(0, 2).sum(1).max(1).shape());
    assertEquals(NDArray.of(510L), NDArray.of(255, 255).asType(DType.UINT8).sum(0).reshape(1));
    assertEquals(DType.FLOAT64, ints.mean(0).dtype());
    assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(0).mean());
    assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(2, 0).argmax(1));
    assertEquals(0, NDArray.zeros(0).sum());
  }

  @Test
  void notANumberIsNeverHidden() {
    NDArray x = NDArray.of(1.0, Double.NaN, 3.0, Double.NaN);
    assertTrue(Double.isNaN(x.max()));
    assertTrue(Double.isNaN(x.min()));
    assertEquals(1, x.argmax(0).getLong());
  }

  @Test
  void sumsStayExactWhereFloatsWouldNot() {
    assertEquals(20_000_000, NDArray.ones(20_000_000).sum());
  }
}
