package org.keras4j.ndarray;

import java.util.Locale;

/** Puts arrays together. */
final class Joining {
  private Joining() {}

  static NDArray concat(int axisOrNegative, NDArray... arrays) {
    if (arrays.length == 0) {
      throw new IllegalArgumentException("NDArray.concat: expected at least one array");
    }
    Shape first = arrays[0].shape();
    int axis = Axes.axis(axisOrNegative, first.rank(), "NDArray.concat");
    DType dtype = arrays[0].dtype();
    long total = 0;
    for (int i = 0; i < arrays.length; i++) {
      Shape shape = arrays[i].shape();
      if (shape.rank() != first.rank()
          || !Axes.withDim(shape, axis, 0).equals(Axes.withDim(first, axis, 0))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "NDArray.concat: the shapes must be equal except along axis %d, received %s and, as array %d, %s",
                axis,
                first,
                i,
                shape));
      }
      dtype = dtype.promote(arrays[i].dtype());
      total += shape.get(axis);
    }
    Shape shape = Axes.withDim(first, axis, total);
    int outer = Axes.product(shape, 0, axis);
    int inner = Axes.product(shape, axis + 1, shape.rank());
    Storage out = Storage.allocate(dtype, Axes.elements(shape));
    int start = 0;
    for (NDArray array : arrays) {
      NDArray part = array.asType(dtype);
      int block = (int) part.shape().get(axis) * inner;
      for (int o = 0; o < outer; o++) {
        int at = o * (int) total * inner + start;
        out.copyFrom(part.storage(), part.offset() + o * block, at, block);
      }
      start += block;
    }
    return new NDArray(out, 0, shape);
  }

  static NDArray stack(int axis, NDArray... arrays) {
    NDArray[] expanded = new NDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      if (!arrays[i].shape().equals(arrays[0].shape())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "NDArray.stack: all shapes must be equal, received %s and, as array %d, %s",
                arrays[0].shape(),
                i,
                arrays[i].shape()));
      }
      expanded[i] = arrays[i].expandDims(axis);
    }
    return concat(axis, expanded);
  }
}
