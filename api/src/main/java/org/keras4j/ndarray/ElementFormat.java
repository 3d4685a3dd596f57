package org.keras4j.ndarray;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats elements to a common width, by NumPy's default print options. */
final class ElementFormat {
  private static final int PRECISION = 8;

  private ElementFormat() {}

  static List<String> format(NDArray array, List<Integer> positions) {
    return switch (array.dtype()) {
      case BOOL -> integers(array, positions, true);
      case UINT8, INT32, INT64 -> integers(array, positions, false);
      case FLOAT32, FLOAT64 -> floats(array, positions);
    };
  }

  private static List<String> integers(NDArray array, List<Integer> positions, boolean bool) {
    List<String> texts = new ArrayList<>();
    for (int position : positions) {
      long value = array.storage().getLong(position);
      texts.add(bool ? (value == 0 ? "False" : "True") : Long.toString(value));
    }
    return padLeft(texts);
  }

  private static List<String> floats(NDArray array, List<Integer> positions) {
    List<Double> values = new ArrayList<>();
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int position : positions) {
      double value = array.storage().getDouble(position);
      values.add(value);
      double magnitude = Math.abs(value);
      if (magnitude > 0 && magnitude < Double.POSITIVE_INFINITY) {
        largest = Math.max(largest, magnitude);
        smallest = Math.min(smallest, magnitude);
      }
    }
    boolean scientific =
        largest >= 1e8 || (largest > 0 && (smallest < 1e-4 || largest / smallest > 1000));
    boolean single = array.dtype() == DType.FLOAT32;
    List<BigDecimal> digits = new ArrayList<>();
    int decimals = 0;
    for (double value : values) {
      BigDecimal exact = Double.isFinite(value) ? shortest(value, single) : BigDecimal.ZERO;
      BigDecimal rounded = round(exact, scientific);
      digits.add(rounded);
      int own = scientific ? rounded.precision() - 1 : rounded.scale();
      decimals = Math.max(decimals, rounded.signum() == 0 ? 0 : own);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < digits.size(); i++) {
      double value = values.get(i);
      if (!Double.isFinite(value)) {
        texts.add(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
      } else if (scientific) {
        texts.add(sign(value) + exponential(Math.abs(value), decimals));
      } else {
        texts.add(sign(value) + fixed(digits.get(i).abs(), decimals));
      }
    }
    return padLeft(texts);
  }

  private static String sign(double value) {
    return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
  }

  /** The shortest decimal number that reads back as the value. */
  private static BigDecimal shortest(double value, boolean single) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal candidate = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      boolean same =
          single ? candidate.floatValue() == (float) value : candidate.doubleValue() == value;
      if (same) {
        return candidate.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal round(BigDecimal value, boolean scientific) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (scientific) {
      return value
          .round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN))
          .stripTrailingZeros();
    }
    BigDecimal cut =
        value.scale() > PRECISION ? value.setScale(PRECISION, RoundingMode.HALF_EVEN) : value;
    return cut.signum() == 0 ? BigDecimal.ZERO : cut.stripTrailingZeros();
  }

  /** For example {@code "1.5 "}: digits end in spaces, as NumPy pads them. */
  private static String fixed(BigDecimal value, int decimals) {
    String text = value.toPlainString();
    int point = text.indexOf('.');
    String fraction = point < 0 ? "" : text.substring(point + 1);
    String whole = point < 0 ? text : text.substring(0, point);
    return whole + "." + fraction + " ".repeat(decimals - fraction.length());
  }

  /** For example {@code "1.50e-05"}; further digits are those of the exact value, as in NumPy. */
  private static String exponential(double magnitude, int decimals) {
    BigDecimal value =
        new BigDecimal(magnitude).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    boolean zero = value.signum() == 0;
    int exponent = zero ? 0 : value.precision() - value.scale() - 1;
    String all = zero ? "0" : value.unscaledValue().toString();
    String fraction = all.substring(1);
    return String.format(
        Locale.ROOT,
        "%s.%s%se%s%02d",
        all.charAt(0),
        fraction,
        "0".repeat(decimals - fraction.length()),
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }

  private static List<String> padLeft(List<String> texts) {
    int width = texts.stream().mapToInt(String::length).max().orElse(0);
    return texts.stream().map(text -> " ".repeat(width - text.length()) + text).toList();
  }
}
