package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NDArrayTest {
  private static NDArray cube() {
    return NDArray.arange(24).reshape(2, 3, 4);
  }

  @Test
  void nestedArraysKeepShapeTypeAndOrder() {
    assertEquals(NDArray.of(1, 2, 3, 4).reshape(2, 2), NDArray.of(new int[][] {{1, 2}, {3, 4}}));
    assertEquals(Shape.of(1, 2, 1), NDArray.of(new float[][][] {{{1}, {2}}}).shape());
    assertEquals(Shape.of(1, 1, 1, 2), NDArray.of(new double[][][][] {{{{1, 2}}}}).shape());
    assertEquals(DType.FLOAT32, NDArray.of(1.5f).dtype());
    assertEquals(DType.FLOAT64, NDArray.of(1, 2.5).dtype());
    assertEquals(DType.INT64, NDArray.of(1L).dtype());
    assertEquals(Shape.of(2, 0), NDArray.of(new float[2][0]).shape());
  }

  @Test
  void raggedOrEmptyNestedArraysAreRefused() {
    var ragged =
        assertThrows(IllegalArgumentException.class, () -> NDArray.of(new float[][] {{1, 2}, {3}}));
    assertTrue(ragged.getMessage().contains("expected 2"), ragged.getMessage());
    assertThrows(IllegalArgumentException.class, () -> NDArray.of(new float[0][2]));
  }

  @Test
  void valuesFillAndWrapShares() {
    assertEquals(NDArray.of(7, 7, 7), NDArray.full(DType.INT32, 7, 3));
    assertEquals(NDArray.of(1f, 1f), NDArray.ones(2));
    assertEquals(1L << 60, NDArray.full(DType.INT64, 1L << 60).getLong());
    float[] data = {1, 2, 3, 4};
    NDArray wrapped = NDArray.wrap(data, 2, 2);
    NDArray view = wrapped.slice(1).reshape(2);
    data[3] = 9;
    assertEquals(9, view.getFloat(1));
    assertThrows(IllegalArgumentException.class, () -> NDArray.wrap(data, 3));
    assertEquals(200, NDArray.wrap(new byte[] {(byte) 200}, 1).getLong(0));
  }

  @Test
  void slicesFollowPython() {
    NDArray x = NDArray.arange(5);
    assertArrayEquals(new int[] {0, 1, 2}, x.slice(0, -2).toIntArray());
    assertArrayEquals(new int[] {3, 4}, x.slice(-2).toIntArray());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, x.slice(-99, 99).toIntArray());
    assertEquals(Shape.of(0), x.slice(4, 2).shape());
    assertArrayEquals(
        new int[] {1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22}, cube().slice(2, 1, 3).toIntArray());
    assertArrayEquals(
        new int[] {8, 9, 10, 11, 20, 21, 22, 23}, cube().slice(-2, -1, 3).toIntArray());
    assertEquals(cube().slice(0, 1, 2), cube().slice(1, 2));
    assertThrows(IllegalArgumentException.class, () -> x.slice(1, 0, 2));
  }

  @Test
  void partsOfPartsAreRight() {
    NDArray row = cube().get(-1).get(1);
    assertArrayEquals(new int[] {16, 17, 18, 19}, row.toIntArray());
    assertEquals(18, row.getLong(-2));
    assertEquals(23, cube().getLong(1, -1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> cube().get(2));
    assertThrows(IndexOutOfBoundsException.class, () -> row.getLong(4));
    assertThrows(IllegalArgumentException.class, () -> row.getLong(0, 0));
    NDArray picked = cube().slice(1).take(0, -1, 0);
    assertEquals(Shape.of(3, 3, 4), picked.shape());
    assertEquals(cube().get(1), picked.get(2));
    assertThrows(IndexOutOfBoundsException.class, () -> cube().take(2));
  }

  @Test
  void shapesChangeWithoutCopy() {
    assertEquals(Shape.of(2, 12), cube().reshape(2, -1).shape());
    assertEquals(Shape.of(24), cube().flatten().shape());
    assertEquals(Shape.of(2, 3, 4, 1), cube().expandDims(-1).shape());
    assertEquals(Shape.of(1, 2, 3, 4), cube().expandDims(0).shape());
    assertEquals(cube().shape(), cube().expandDims(1).squeeze(1).shape());
    assertEquals(Shape.of(0, 3), NDArray.zeros(0, 3).reshape(-1, 3).shape());
    assertThrows(IllegalArgumentException.class, () -> cube().reshape(5, -1));
    assertThrows(IllegalArgumentException.class, () -> cube().reshape(-1, -1));
    assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(0).reshape(0, -1));
    assertThrows(IllegalArgumentException.class, () -> cube().squeeze(0));
    assertThrows(IllegalArgumentException.class, () -> cube().expandDims(4));
  }

  @Test
  void transposesBroadcastsAndJoins() {
    assertArrayEquals(
        new int[] {
          0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23
        },
        cube().transpose().toIntArray());
    assertEquals(cube(), cube().transpose(1, 2, 0).transpose(2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> cube().transpose(0, 0, 1));
    assertArrayEquals(
        new int[] {1, 1, 2, 2}, NDArray.of(1, 2).expandDims(1).broadcastTo(2, 2).toIntArray());
    assertThrows(IllegalArgumentException.class, () -> NDArray.of(1, 2).broadcastTo(3));

    NDArray a = NDArray.of(new int[][] {{1, 2}, {3, 4}});
    NDArray b = NDArray.of(new float[][] {{5}, {6}});
    assertEquals(NDArray.of(new double[][] {{1, 2, 5}, {3, 4, 6}}), NDArray.concat(-1, a, b));
    assertEquals(
        NDArray.of(new int[][] {{1, 2}, {3, 4}, {3, 4}}), NDArray.concat(0, a, a.slice(1)));
    assertEquals(
        NDArray.of(new int[][] {{1, 1}, {2, 2}}),
        NDArray.stack(1, NDArray.of(1, 2), NDArray.of(1, 2)));
    assertEquals(NDArray.stack(0, a, a), NDArray.stack(0, List.of(a, a)));
    assertEquals(NDArray.concat(0, a, a), NDArray.concat(0, List.of(a, a)));
    assertThrows(IllegalArgumentException.class, () -> NDArray.concat(0, List.of()));
    assertThrows(IllegalArgumentException.class, () -> NDArray.concat(0, a, b));
  }

  @Test
  void functionsAndComparisonsGoElementByElement() {
    assertEquals(NDArray.of(1f, 2f, 3f), NDArray.of(1f, 4f, 9f).map(Math::sqrt));
    assertEquals(NDArray.of(0.5, 1.0), NDArray.of(1, 2).map(v -> v / 2));
    NDArray odd = NDArray.arange(5000).slice(1).map(v -> v % 2);
    assertEquals(2500, odd.sum());
    NDArray labels = NDArray.wrap(new byte[] {3, 1, 3, (byte) 200}, 4);
    assertEquals(NDArray.of(true, false, true, false), labels.equal(3));
    assertArrayEquals(new int[] {0, 2}, labels.equal(3).flatNonzero());
    assertEquals(0.75, labels.equal(NDArray.of(3L, 1L, 2L, 200L)).mean());
    assertEquals(NDArray.of(true, false), NDArray.of(0.1f, Float.NaN).equal(0.1));
    assertEquals(NDArray.of(false, true), NDArray.of(0.1f, Float.NaN).notEqual(0.1));
    assertEquals(
        NDArray.of(false, true, false), NDArray.of(1, 2, 3).notEqual(NDArray.of(1L, 3L, 3L)));
    assertEquals(NDArray.of(false), NDArray.of(1L << 60).equal(NDArray.of((1L << 60) + 1)));
    assertEquals(NDArray.of(false), NDArray.of(0.1f).equal(NDArray.of(0.1)));
    NDArray column = NDArray.zeros(3, 1);
    var refused =
        assertThrows(IllegalArgumentException.class, () -> column.equal(NDArray.zeros(3)));
    assertTrue(refused.getMessage().contains("(3, 1) and (3,)"), refused.getMessage());
  }

  @Test
  void theWholeArrayCanBeReduced() {
    assertEquals(23, cube().argmax());
    assertEquals(0, cube().slice(1).argmin());
    assertEquals(1.118033988749895, NDArray.of(1f, 2f, 3f, 4f).std(), 1e-15);
    assertEquals(1.118033988749895, NDArray.of(1, 2, 3, 4).std(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(0).argmax());
  }

  @Test
  void conversionFollowsNumPy() {
    NDArray x = NDArray.of(-1.7, 0, 2.9, 300);
    assertArrayEquals(new int[] {-1, 0, 2, 300}, x.asType(DType.INT32).toIntArray());
    assertArrayEquals(new int[] {255, 0, 2, 44}, x.asType(DType.UINT8).toIntArray());
    assertEquals(NDArray.of(true, false, true, true), x.asType(DType.BOOL));
    assertSame(x, x.asType(DType.FLOAT64));
    assertEquals(0x1.000002p62f, NDArray.of((1L << 62) + (1L << 38) + 1).toFloatArray()[0]);
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    assertEquals(NDArray.arange(256), NDArray.wrap(all, 256).asType(DType.INT64));
    assertEquals(
        NDArray.arange(256).asType(DType.FLOAT32), NDArray.wrap(all, 256).asType(DType.FLOAT32));
  }

  @Test
  void equalityIsByTypeShapeAndElements() {
    assertEquals(NDArray.arange(5).slice(2, 4), NDArray.of(2L, 3L));
    assertEquals(NDArray.arange(5).slice(2, 4).hashCode(), NDArray.of(2L, 3L).hashCode());
    assertNotEquals(NDArray.of(2, 3), NDArray.of(2L, 3L));
    assertNotEquals(NDArray.of(2, 3), NDArray.of(2, 3).expandDims(0));
    assertEquals(NDArray.of(Float.NaN), NDArray.of(Float.NaN));
    NDArray expected = NDArray.of(100.0, Double.POSITIVE_INFINITY);
    assertTrue(NDArray.of(100.1, Double.POSITIVE_INFINITY).allClose(expected, 1e-2, 0));
    assertTrue(!NDArray.of(102.0, Double.POSITIVE_INFINITY).allClose(expected, 1e-2, 0));
    assertTrue(!NDArray.of(100.0, 1.0).allClose(expected, 1e-2, 0));
    assertTrue(!NDArray.of(Double.NaN).allClose(NDArray.of(Double.NaN), 1, 1));
  }

  @Test
  void tooManyElementsAreRefusedByName() {
    var e = assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(1L << 20, 1L << 20));
    assertTrue(e.getMessage().contains("(1048576, 1048576)"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> NDArray.zeros(-1, 3));
    assertEquals(0, NDArray.zeros(1L << 40, 0).size());
  }
}
