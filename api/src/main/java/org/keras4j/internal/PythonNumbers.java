package org.keras4j.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers as Python prints them, so that what we print can be compared with what Keras prints.
 *
 * <p>{@code String.format} will not do: it depends on the locale and rounds the shortest decimal
 * half up, where Python rounds the exact binary value half to even.
 */
public final class PythonNumbers {

  private static final int MAX_DIGITS = 17;

  private PythonNumbers() {}

  /** Returns {@code f"{value:.{digits}f}"}. */
  public static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return isNegative(value) && !text.startsWith("-") ? "-" + text : text;
  }

  /** Returns {@code f"{value:.{digits}e}"}. */
  public static String exponent(double value, int digits) {
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    if (value == 0) {
      String zero = scientific(BigDecimal.ZERO.setScale(digits), 0);
      return isNegative(value) ? "-" + zero : zero;
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.UNNECESSARY);
    return scientific(mantissa, exponent);
  }

  /** Returns {@code repr(value)}: the shortest decimal that reads back as the same number. */
  public static String repr(double value) {
    if (!Double.isFinite(value)) {
      return nonFinite(value);
    }
    if (value == 0) {
      return isNegative(value) ? "-0.0" : "0.0";
    }
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(digits.movePointLeft(exponent).stripTrailingZeros(), exponent);
    }
    String plain = digits.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  /** Double.toString is not always the shortest before JDK 19. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < MAX_DIGITS; precision++) {
      // The nearest decimal; above a power of two the gap is wider, so the next one up may do too.
      for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
        BigDecimal rounded = exact.round(new MathContext(precision, mode));
        if (rounded.doubleValue() == value) {
          return rounded.stripTrailingZeros();
        }
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(BigDecimal mantissa, int exponent) {
    int size = Math.abs(exponent);
    return mantissa.toPlainString()
        + "e"
        + (exponent < 0 ? "-" : "+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static boolean isNegative(double value) {
    return value < 0 || 1 / value < 0;
  }

  private static String nonFinite(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value > 0 ? "inf" : "-inf";
  }
}
