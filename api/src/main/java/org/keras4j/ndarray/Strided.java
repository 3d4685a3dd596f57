package org.keras4j.ndarray;

/**
 * Copies elements in the order of a shape with arbitrary strides: transposition, broadcasting and
 * Fortran order are the same walk.
 */
final class Strided {
  private Strided() {}

  /** The strides, in elements, of a row-major array. */
  static int[] rowMajor(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= (int) shape.get(axis);
    }
    return strides;
  }

  /** The strides, in elements, of a column-major array. */
  static int[] columnMajor(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = stride;
      stride *= (int) shape.get(axis);
    }
    return strides;
  }

  static Storage copy(Storage source, int offset, Shape shape, int[] strides) {
    int size = Axes.elements(shape);
    Storage target = Storage.allocate(source.dtype(), size);
    int[] counter = new int[strides.length];
    int[] indices = new int[Math.min(Chunks.SIZE, size)];
    int index = offset;
    for (int at = 0; at < size; at += Chunks.SIZE) {
      int count = Math.min(Chunks.SIZE, size - at);
      for (int k = 0; k < count; k++) {
        indices[k] = index;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
          index += strides[axis];
          if (++counter[axis] < shape.get(axis)) {
            break;
          }
          index -= counter[axis] * strides[axis];
          counter[axis] = 0;
        }
      }
      target.gather(source, indices, at, count);
    }
    return target;
  }
}
