package org.keras4j.ndarray;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The shape of an array or of a symbolic tensor: an immutable list of dimensions, printed as Python
 * prints a tuple.
 *
 * <p>A dimension of {@link #UNKNOWN} (printed {@code None}) is known only when data arrives;
 * usually that is the batch dimension, the first one.
 */
public final class Shape {

  /** A dimension that is not known before data arrives; Python's {@code None}. */
  public static final long UNKNOWN = -1;

  private final long[] dims;

  private Shape(long[] dims) {
    this.dims = dims;
  }

  /**
   * Returns the shape with these dimensions; no arguments make the shape of a scalar.
   *
   * @param dims each at least 0, or {@link #UNKNOWN}
   * @throws IllegalArgumentException if a dimension is below −1
   */
  public static Shape of(long... dims) {
    for (long d : dims) {
      if (d < UNKNOWN) {
        throw new IllegalArgumentException(
            "A dimension must be at least 0, or -1 for an unknown one; received "
                + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dims.length;
  }

  /**
   * Returns one dimension.
   *
   * @param axis the axis; negative numbers count from the end
   * @return the dimension, or {@link #UNKNOWN}
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public long get(int axis) {
    int i = axis < 0 ? axis + dims.length : axis;
    if (i < 0 || i >= dims.length) {
      throw new IndexOutOfBoundsException("Shape " + this + " has no axis " + axis);
    }
    return dims[i];
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions; 1 for a scalar
   * @throws IllegalStateException if a dimension is unknown
   */
  public long size() {
    long n = 1;
    for (long d : dims) {
      if (d == UNKNOWN) {
        throw new IllegalStateException("Shape " + this + " has an unknown dimension");
      }
      n = Math.multiplyExact(n, d);
    }
    return n;
  }

  /** Returns whether every dimension is known. */
  public boolean isFullyKnown() {
    return LongStream.of(dims).noneMatch(d -> d == UNKNOWN);
  }

  /** Returns the dimensions in a new array. */
  public long[] asArray() {
    return dims.clone();
  }

  /**
   * Returns this shape with its first dimension replaced.
   *
   * @param batch the new first dimension
   */
  public Shape withBatch(long batch) {
    long[] d = dims.clone();
    d[0] = batch;
    return of(d);
  }

  /** Returns this shape without its first dimension. */
  public Shape dropBatch() {
    return new Shape(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /**
   * Returns this shape with more dimensions at the end.
   *
   * @param more the dimensions to add
   */
  public Shape append(long... more) {
    return of(LongStream.concat(LongStream.of(dims), LongStream.of(more)).toArray());
  }

  /**
   * Returns this shape with more dimensions in front.
   *
   * @param more the dimensions to add
   */
  public Shape prepend(long... more) {
    return of(LongStream.concat(LongStream.of(more), LongStream.of(dims)).toArray());
  }

  /**
   * Returns whether an array could have both shapes: equal ranks, and equal dimensions where both
   * are known.
   *
   * @param other the shape to compare with
   */
  public boolean isCompatibleWith(Shape other) {
    if (other.dims.length != dims.length) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != UNKNOWN && other.dims[i] != UNKNOWN && dims[i] != other.dims[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape s && Arrays.equals(dims, s.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** Returns the shape as a Python tuple: {@code (None, 28, 28, 1)}, {@code (3,)}, {@code ()}. */
  @Override
  public String toString() {
    String inner =
        LongStream.of(dims)
            .mapToObj(d -> d == UNKNOWN ? "None" : Long.toString(d))
            .collect(Collectors.joining(", "));
    return dims.length == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }
}
