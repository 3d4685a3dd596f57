package org.keras4j.ndarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.Buffer;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
  private static final int[] ORDER = {9, 3, 0, 2, 9};

  private static ByteBuffer direct() {
    return ByteBuffer.allocateDirect(1000).order(ByteOrder.nativeOrder());
  }

  private static void check(DType dtype, Buffer target, IntToDoubleFunction element) {
    NDArray rows = NDArray.arange(12).reshape(6, 2).slice(2).asType(dtype);
    rows.copyRows(ORDER, 1, 3, target);
    assertEquals(6, target.position());
    double[] expected = {10, 11, 4, 5, 8, 9};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(dtype == DType.BOOL ? 1 : expected[i], element.applyAsDouble(i));
    }
    rows.copyRows(1, 2, target);
    assertEquals(dtype == DType.BOOL ? 1 : 6, element.applyAsDouble(6));
    assertEquals(10, target.position());
    rows.copyTo(target);
    assertEquals(18, target.position());
  }

  @Test
  void everyTypeFillsItsOwnBufferAndAFloatBuffer() {
    var floats = direct().asFloatBuffer();
    check(DType.FLOAT32, floats, i -> floats.get(i));
    var doubles = direct().asDoubleBuffer();
    check(DType.FLOAT64, doubles, i -> doubles.get(i));
    var ints = direct().asIntBuffer();
    check(DType.INT32, ints, i -> ints.get(i));
    var longs = direct().asLongBuffer();
    check(DType.INT64, longs, i -> longs.get(i));
    var bytes = direct();
    check(DType.UINT8, bytes, i -> bytes.get(i));
    var bools = direct();
    check(DType.BOOL, bools, i -> bools.get(i));
    for (DType dtype : DType.values()) {
      var converted = direct().asFloatBuffer();
      check(dtype, converted, i -> converted.get(i));
    }
  }

  @Test
  void unsignedBytesConvertWithoutSign() {
    FloatBuffer target = FloatBuffer.allocate(1);
    NDArray.full(DType.UINT8, 200, 1).copyTo(target);
    assertEquals(200f, target.get(0));
  }

  @Test
  void wrongBufferRowOrRoomIsRefused() {
    NDArray x = NDArray.zeros(3, 2);
    var e = assertThrows(IllegalArgumentException.class, () -> x.copyTo(direct()));
    assertTrue(e.getMessage().contains("float32"), e.getMessage());
    var target = FloatBuffer.allocate(100);
    assertThrows(IndexOutOfBoundsException.class, () -> x.copyRows(new int[] {0, 3}, 0, 2, target));
    assertThrows(
        IndexOutOfBoundsException.class, () -> x.copyRows(new int[] {0, -1}, 0, 2, target));
    assertThrows(IndexOutOfBoundsException.class, () -> x.copyRows(new int[] {0}, 0, 2, target));
    assertThrows(IndexOutOfBoundsException.class, () -> x.copyRows(2, 2, target));
    assertThrows(BufferOverflowException.class, () -> x.copyTo(FloatBuffer.allocate(5)));
  }
}
