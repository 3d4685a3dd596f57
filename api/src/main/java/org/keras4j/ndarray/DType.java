package org.keras4j.ndarray;

/**
 * Element types of an {@link NDArray}, in the order of NumPy's promotion: the result of an
 * operation on two types is never earlier in this list than either of them.
 */
public enum DType {
  /** True or false, one byte each. */
  BOOL("bool", "|b1", 1),
  /** Integers from 0 to 255: the pixels and labels of Keras's image data sets. */
  UINT8("uint8", "|u1", 1),
  /** 32-bit signed integers. */
  INT32("int32", "<i4", 4),
  /** 64-bit signed integers: what NumPy makes of Python's {@code int}. */
  INT64("int64", "<i8", 8),
  /** 32-bit floating point: what models compute in unless told otherwise. */
  FLOAT32("float32", "<f4", 4),
  /** 64-bit floating point: what NumPy makes of Python's {@code float}. */
  FLOAT64("float64", "<f8", 8);

  private final String kerasName;
  private final String npyDescriptor;
  private final int byteSize;

  DType(String kerasName, String npyDescriptor, int byteSize) {
    this.kerasName = kerasName;
    this.npyDescriptor = npyDescriptor;
    this.byteSize = byteSize;
  }

  /**
   * Returns the size of one element.
   *
   * @return the size in bytes: 1, 4 or 8
   */
  public int byteSize() {
    return byteSize;
  }

  /**
   * Returns the type's name in NumPy and Keras.
   *
   * @return for example {@code "float32"}
   */
  public String kerasName() {
    return kerasName;
  }

  /**
   * Returns NumPy's type descriptor, as it stands in the header of a {@code .npy} file.
   *
   * @return for example {@code "<f4"}, always little-endian
   */
  public String npyDescriptor() {
    return npyDescriptor;
  }

  /**
   * Returns whether the type is a floating-point type.
   *
   * @return true for {@link #FLOAT32} and {@link #FLOAT64}
   */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /**
   * Returns the type of the sum of two arrays, by NumPy's rules: the wider one, except that 32-bit
   * floats and integers of 32 or 64 bits meet in {@link #FLOAT64}.
   *
   * @param other the other operand's type
   */
  public DType promote(DType other) {
    DType low = compareTo(other) < 0 ? this : other;
    DType high = low == this ? other : this;
    boolean losesPrecision = high == FLOAT32 && (low == INT32 || low == INT64);
    return losesPrecision ? FLOAT64 : high;
  }

  /** Returns {@link #kerasName()}. */
  @Override
  public String toString() {
    return kerasName;
  }
}
