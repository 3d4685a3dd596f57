package org.keras4j.tuner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values hyperparameters can have, in one form each: {@code Boolean}, {@code String}, {@code
 * Double}, and {@code Integer} or, beyond its range, {@code Long}.
 */
final class Values {
  private Values() {}

  /** Returns the canonical form of a value; other types are refused. */
  static Object canonical(@Nullable Object value) {
    if (value instanceof Boolean || value instanceof String || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    if (value instanceof Long number) {
      return number == number.intValue() ? (Object) number.intValue() : number;
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "A hyperparameter's value must be an integer, a floating-point number, a String or a"
            + " boolean; received "
            + value
            + (value == null ? "" : " of type " + value.getClass().getName()));
  }

  static List<Object> canonical(List<?> values) {
    return values.stream().map(Values::canonical).toList();
  }

  /** Compares as Python's {@code ==} does, for which 1, 1.0 and True are the same. */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof String || b instanceof String) {
      return a.equals(b);
    }
    return toDouble(a) == toDouble(b);
  }

  static boolean contains(List<?> values, @Nullable Object value) {
    return indexOf(values, value) >= 0;
  }

  /** Returns the position of the first equal value, or −1. */
  static int indexOf(List<?> values, @Nullable Object value) {
    for (int i = 0; i < values.size(); i++) {
      if (equal(values.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  static double toDouble(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("Expected a number, received '" + value + "'");
  }

  static boolean isInteger(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  /** Returns a whole number as an int; the owner and the argument are named in the error. */
  static int toInt(Object value, String owner, String argument) {
    double number = toDouble(value);
    if (number != (int) number) {
      throw new IllegalArgumentException(
          owner
              + ": "
              + argument
              + " must be a whole number in the range of int; received "
              + value);
    }
    return (int) number;
  }

  /**
   * Returns a current value in the type of the one in the program; the owner is named in the error.
   */
  @SuppressWarnings("unchecked") // each branch makes an object of the sample's class
  static <T> T like(T sample, Object current, String owner) {
    if (sample.equals(current) || sample.getClass().isInstance(current)) {
      return (T) current;
    }
    if (!(current instanceof String)) {
      double number = toDouble(current);
      if (sample instanceof Double) {
        return (T) (Object) number;
      }
      if (sample instanceof Float) {
        return (T) (Object) (float) number;
      }
      if (sample instanceof Integer && number == (int) number) {
        return (T) (Object) (int) number;
      }
      if (sample instanceof Long && number == (long) number) {
        return (T) (Object) (long) number;
      }
      if (sample instanceof Boolean) {
        return (T) (Object) (number != 0);
      }
    }
    throw new IllegalStateException(
        owner
            + ": the current value "
            + PythonText.repr(current)
            + " comes from another"
            + " declaration of this name and is no "
            + sample.getClass().getSimpleName());
  }
}
