package org.keras4j.ndarray;

import java.util.Arrays;
import java.util.Locale;

/**
 * Sums, means and extremes. Everything is accumulated in double precision: exact for integers up to
 * 2^53, better than NumPy's pairwise float32 sums for the rest.
 */
enum Reductions {
  SUM,
  MEAN,
  MIN,
  MAX,
  ARGMIN,
  ARGMAX;

  double all(NDArray array) {
    requireElements(array.size(), array.shape());
    Accumulator state = new Accumulator(this, 1);
    double[] chunk = new double[Math.min(Chunks.SIZE, Math.max(1, array.size()))];
    for (int at = 0; at < array.size(); at += chunk.length) {
      int n = Math.min(chunk.length, array.size() - at);
      array.storage().readDoubles(array.offset() + at, chunk, 0, n);
      state.addRow(chunk, n, at);
    }
    return state.result(0, array.size());
  }

  NDArray along(NDArray array, int axisOrNegative) {
    Shape shape = array.shape();
    int axis = Axes.axis(axisOrNegative, array.rank(), "NDArray." + lowerName());
    int outer = Axes.product(shape, 0, axis);
    int count = (int) shape.get(axis);
    int inner = Axes.product(shape, axis + 1, array.rank());
    requireElements(count, shape);
    double[] results = new double[inner];
    double[] row = new double[inner == 1 ? count : inner];
    Storage out = Storage.allocate(resultType(array.dtype()), outer * inner);
    for (int o = 0; o < outer; o++) {
      Accumulator state = new Accumulator(this, inner);
      int base = array.offset() + o * count * inner;
      if (inner == 1) {
        array.storage().readDoubles(base, row, 0, count);
        state.addRow(row, count, 0);
      } else {
        for (int i = 0; i < count; i++) {
          array.storage().readDoubles(base + i * inner, row, 0, inner);
          state.addEach(row, i);
        }
      }
      for (int i = 0; i < inner; i++) {
        results[i] = state.result(i, count);
      }
      out.writeDoubles(results, 0, o * inner, inner);
    }
    return new NDArray(out, 0, Axes.without(shape, axis));
  }

  private DType resultType(DType dtype) {
    return switch (this) {
      case ARGMIN, ARGMAX -> DType.INT64;
      case MIN, MAX -> dtype;
      case SUM -> dtype.isFloating() ? dtype : DType.INT64;
      case MEAN -> dtype.isFloating() ? dtype : DType.FLOAT64;
    };
  }

  private void requireElements(int count, Shape shape) {
    if (count == 0 && this != SUM) {
      throw new IllegalArgumentException(
          "NDArray.%s: there is nothing to reduce, the shape is %s".formatted(lowerName(), shape));
    }
  }

  private String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Running results for a number of independent positions. */
  private static final class Accumulator {
    private final Reductions kind;
    private final double[] values;
    private final long[] where;

    Accumulator(Reductions kind, int positions) {
      this.kind = kind;
      values = new double[positions];
      where = new long[positions];
      if (kind == MIN || kind == ARGMIN) {
        Arrays.fill(values, Double.POSITIVE_INFINITY);
      } else if (kind == MAX || kind == ARGMAX) {
        Arrays.fill(values, Double.NEGATIVE_INFINITY);
      }
    }

    /** Adds the row's elements, whose numbers start with {@code first}, to position 0. */
    void addRow(double[] row, int count, int first) {
      if (kind == SUM || kind == MEAN) {
        double sum = values[0];
        for (int k = 0; k < count; k++) {
          sum += row[k];
        }
        values[0] = sum;
      } else {
        for (int k = 0; k < count; k++) {
          compare(0, row[k], first + k);
        }
      }
    }

    /** Adds the row's elements, each with the number {@code number}, one to each position. */
    void addEach(double[] row, int number) {
      if (kind == SUM || kind == MEAN) {
        for (int k = 0; k < values.length; k++) {
          values[k] += row[k];
        }
      } else {
        for (int k = 0; k < values.length; k++) {
          compare(k, row[k], number);
        }
      }
    }

    /** As in NumPy the first NaN wins, and the first of equal elements. */
    private void compare(int position, double value, long number) {
      double best = values[position];
      boolean better = (kind == MIN || kind == ARGMIN) ? value < best : value > best;
      if (better || (Double.isNaN(value) && !Double.isNaN(best))) {
        values[position] = value;
        where[position] = number;
      }
    }

    double result(int position, int count) {
      return switch (kind) {
        case SUM, MIN, MAX -> values[position];
        case MEAN -> values[position] / count;
        case ARGMIN, ARGMAX -> where[position];
      };
    }
  }
}
