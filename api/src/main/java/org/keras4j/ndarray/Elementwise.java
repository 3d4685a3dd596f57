package org.keras4j.ndarray;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What is done to each element by itself. */
final class Elementwise {

  private Elementwise() {}

  static NDArray map(NDArray array, DoubleUnaryOperator function) {
    Storage out =
        Storage.allocate(array.dtype().isFloating() ? array.dtype() : DType.FLOAT64, array.size());
    double[] chunk = new double[Math.min(Chunks.SIZE, Math.max(1, array.size()))];
    for (int at = 0; at < array.size(); at += chunk.length) {
      int n = Math.min(chunk.length, array.size() - at);
      array.storage().readDoubles(array.offset() + at, chunk, 0, n);
      for (int k = 0; k < n; k++) {
        chunk[k] = function.applyAsDouble(chunk[k]);
      }
      out.writeDoubles(chunk, 0, at, n);
    }
    return new NDArray(out, 0, array.shape());
  }

  static NDArray equal(NDArray a, NDArray b) {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "NDArray.equal: shapes %s and %s differ; bring them to the same shape with reshape or squeeze"
              .formatted(a.shape(), b.shape()));
    }
    Storage x = a.storage();
    Storage y = b.storage();
    // Not in double precision where that could take different integers for equal.
    boolean whole = !a.dtype().isFloating() && !b.dtype().isFloating();
    return test(
        a.shape(),
        whole
            ? i -> x.getLong(a.offset() + i) == y.getLong(b.offset() + i)
            : i -> x.getDouble(a.offset() + i) == y.getDouble(b.offset() + i));
  }

  static NDArray equal(NDArray array, double scalar) {
    double number = array.dtype() == DType.FLOAT32 ? (float) scalar : scalar;
    return test(array.shape(), i -> array.storage().getDouble(array.offset() + i) == number);
  }

  /** Turns truths round. */
  static NDArray not(NDArray truths) {
    return equal(truths, 0);
  }

  private static NDArray test(Shape shape, IntPredicate condition) {
    byte[] truths = new byte[Axes.elements(shape)];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = (byte) (condition.test(i) ? 1 : 0);
    }
    return new NDArray(new Bytes(DType.BOOL, truths), 0, shape);
  }

  static int[] flatNonzero(NDArray array) {
    return IntStream.range(0, array.size())
        .filter(i -> array.storage().getDouble(array.offset() + i) != 0)
        .toArray();
  }
}
