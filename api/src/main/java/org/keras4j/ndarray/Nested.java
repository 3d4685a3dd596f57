package org.keras4j.ndarray;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns Java's nested arrays, such as {@code float[][]}, into one flat array. */
final class Nested {
  private Nested() {}

  static NDArray flatten(Object nested, DType dtype) {
    List<Long> dims = new ArrayList<>();
    for (Object level = nested; level.getClass().isArray(); level = Array.get(level, 0)) {
      int length = Array.getLength(level);
      dims.add((long) length);
      if (length == 0) {
        if (level.getClass().getComponentType().isArray()) {
          throw new IllegalArgumentException(
              "NDArray.of: a nested array without rows has no shape; use NDArray.zeros(dtype, shape)"
                  + " and name the shape");
        }
        break;
      }
    }
    Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    Storage target = Storage.allocate(dtype, Axes.elements(shape));
    fill(nested, shape, 0, target, 0);
    return new NDArray(target, 0, shape);
  }

  private static int fill(Object level, Shape shape, int axis, Storage target, int at) {
    int length = Array.getLength(level);
    if (length != shape.get(axis)) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "NDArray.of: rows of different length along axis %d: expected %d as in the first row,",
                  axis,
                  shape.get(axis))
              + " received "
              + length);
    }
    if (axis == shape.rank() - 1) {
      System.arraycopy(level, 0, target.array(), at, length);
      return at + length;
    }
    int next = at;
    for (int i = 0; i < length; i++) {
      next = fill(Array.get(level, i), shape, axis + 1, target, next);
    }
    return next;
  }
}
