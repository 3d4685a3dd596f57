package org.keras4j.ndarray;

import java.util.Locale;

/** The four operations with NumPy's result types and broadcasting. */
enum Arithmetic {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE;

  NDArray apply(NDArray a, NDArray b) {
    Shape shape = broadcast(a.shape(), b.shape());
    DType dtype = resultType(a.dtype().promote(b.dtype()));
    return apply(expand(a, shape), expand(b, shape), dtype, shape);
  }

  /** An integer takes the array's type, as Python's {@code int} does in NumPy 2. */
  NDArray apply(NDArray a, long scalar) {
    DType dtype = a.dtype() == DType.BOOL ? DType.INT64 : a.dtype();
    boolean fits =
        switch (dtype) {
          case UINT8 -> scalar >= 0 && scalar <= 255;
          case INT32 -> scalar == (int) scalar;
          default -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d does not fit into %s, the array's type; convert the array first, as with asType(%s)",
              method(),
              scalar,
              dtype,
              dtype == DType.UINT8 ? "INT32" : "INT64"));
    }
    return apply(a, NDArray.full(dtype, scalar), resultType(dtype), a.shape());
  }

  /** A floating-point number leaves floating-point arrays their type, as Python's {@code float}. */
  NDArray apply(NDArray a, double scalar) {
    DType dtype = a.dtype().isFloating() ? a.dtype() : DType.FLOAT64;
    return apply(a, NDArray.full(dtype, scalar), dtype, a.shape());
  }

  private DType resultType(DType promoted) {
    if (this == DIVIDE) {
      return promoted.isFloating() ? promoted : DType.FLOAT64;
    }
    if (promoted == DType.BOOL) {
      throw new IllegalArgumentException(
          method() + ": both arrays are bool; convert one of them first, as with asType(INT32)");
    }
    return promoted;
  }

  private String method() {
    return "NDArray." + name().toLowerCase(Locale.ROOT);
  }

  private Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] dims = new long[rank];
    for (int axis = 1; axis <= rank; axis++) {
      long x = axis <= a.rank() ? a.get(-axis) : 1;
      long y = axis <= b.rank() ? b.get(-axis) : 1;
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException(
            "%s: shapes %s and %s do not fit: from the end, each pair of dimensions must be equal or contain a 1"
                .formatted(method(), a, b));
      }
      dims[rank - axis] = x == 1 ? y : x;
    }
    return Shape.of(dims);
  }

  private static NDArray expand(NDArray array, Shape shape) {
    return array.rank() == 0 ? array : array.broadcastTo(shape.asArray());
  }

  /** Both arrays have the result's shape, or rank 0. */
  private NDArray apply(NDArray a, NDArray b, DType dtype, Shape shape) {
    int size = Axes.elements(shape);
    Storage out = Storage.allocate(dtype, size);
    int chunk = Math.min(Chunks.SIZE, size);
    Operand x = new Operand(a, dtype, chunk);
    Operand y = new Operand(b, dtype, chunk);
    for (int at = 0; at < size; at += chunk) {
      int n = Math.min(chunk, size - at);
      x.read(at, n);
      y.read(at, n);
      switch (dtype) {
        case FLOAT32 -> floats(x.floats, y.floats, (float[]) out.array(), at, n);
        case FLOAT64 -> doubles(x.doubles, y.doubles, (double[]) out.array(), at, n);
        default -> {
          longs(x.longs, y.longs, n);
          out.writeLongs(x.longs, 0, at, n);
          x.dirty();
        }
      }
    }
    return new NDArray(out, 0, shape);
  }

  private void floats(float[] a, float[] b, float[] out, int at, int n) {
    switch (this) {
      case ADD -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] + b[k];
        }
      }
      case SUBTRACT -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] - b[k];
        }
      }
      case MULTIPLY -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] * b[k];
        }
      }
      case DIVIDE -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] / b[k];
        }
      }
    }
  }

  private void doubles(double[] a, double[] b, double[] out, int at, int n) {
    switch (this) {
      case ADD -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] + b[k];
        }
      }
      case SUBTRACT -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] - b[k];
        }
      }
      case MULTIPLY -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] * b[k];
        }
      }
      case DIVIDE -> {
        for (int k = 0; k < n; k++) {
          out[at + k] = a[k] / b[k];
        }
      }
    }
  }

  private void longs(long[] a, long[] b, int n) {
    switch (this) {
      case ADD -> {
        for (int k = 0; k < n; k++) {
          a[k] += b[k];
        }
      }
      case SUBTRACT -> {
        for (int k = 0; k < n; k++) {
          a[k] -= b[k];
        }
      }
      case MULTIPLY -> {
        for (int k = 0; k < n; k++) {
          a[k] *= b[k];
        }
      }
      case DIVIDE -> throw new AssertionError("quotients are floating-point numbers");
    }
  }
}
