package org.keras4j.ndarray;

import java.util.Locale;

/** Python's rules for axes, indices and slice bounds, negative ones counting from the end. */
final class Axes {
  private Axes() {}

  static int axis(int axis, int rank, String method) {
    int resolved = axis < 0 ? axis + rank : axis;
    if (resolved < 0 || resolved >= rank) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: axis %d does not exist in an array of rank %d; expected %s",
              method,
              axis,
              rank,
              rank == 0 ? "no axis at all" : "a value from " + -rank + " to " + (rank - 1)));
    }
    return resolved;
  }

  static int index(long index, long length, int axis, Shape shape) {
    long resolved = index < 0 ? index + length : index;
    if (resolved < 0 || resolved >= length) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "index %d is outside axis %d, which has %d elements (shape %s)",
              index,
              axis,
              length,
              shape));
    }
    return (int) resolved;
  }

  /** Resolves a slice bound: beyond either end means that end, as in Python. */
  static int bound(int bound, int length) {
    int resolved = bound < 0 ? bound + length : bound;
    return Math.max(0, Math.min(resolved, length));
  }

  /** The number of elements of a shape, if it is known and fits into a Java array. */
  static int elements(Shape shape) {
    long size = 1;
    for (long dim : shape.asArray()) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "an array needs a shape without unknown dimensions, received " + shape);
      }
      if (dim != 0 && size > Integer.MAX_VALUE / dim) {
        size = zeroSized(shape) ? 0 : Long.MAX_VALUE;
        break;
      }
      size *= dim;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "shape %s has more than 2^31 elements, the most one Java array holds; use smaller pieces"
              .formatted(shape));
    }
    return (int) size;
  }

  /** The product of the dimensions from one axis up to, but without, another. */
  static int product(Shape shape, int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= (int) shape.get(axis);
    }
    return product;
  }

  static Shape withDim(Shape shape, int axis, long dim) {
    long[] dims = shape.asArray();
    dims[axis] = dim;
    return Shape.of(dims);
  }

  static Shape without(Shape shape, int axis) {
    long[] dims = shape.asArray();
    long[] rest = new long[dims.length - 1];
    System.arraycopy(dims, 0, rest, 0, axis);
    System.arraycopy(dims, axis + 1, rest, axis, rest.length - axis);
    return Shape.of(rest);
  }

  private static boolean zeroSized(Shape shape) {
    for (long dim : shape.asArray()) {
      if (dim == 0) {
        return true;
      }
    }
    return false;
  }
}
