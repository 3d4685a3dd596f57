package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.keras4j.ndarray.NDArray;
import org.opentest4j.AssertionFailedError;

/** Comparison of what Keras computed with what we computed. */
public final class Close {

  private Close() {}

  /** Fails unless all values are within {@code rtol·|expected| + atol}; NaN equals NaN. */
  public static void assertClose(
      String what, NDArray expected, NDArray actual, double rtol, double atol) {
    assertEquals(expected.shape(), actual.shape(), what);
    double[] e = expected.toDoubleArray();
    double[] a = actual.toDoubleArray();
    for (int i = 0; i < e.length; i++) {
      boolean same =
          Double.compare(e[i], a[i]) == 0 || Math.abs(e[i] - a[i]) <= rtol * Math.abs(e[i]) + atol;
      if (!same) {
        throw new AssertionFailedError(
            what + ": element " + i + " is " + a[i] + ", Keras has " + e[i], e[i], a[i]);
      }
    }
  }

  /** Fails unless all values agree up to float32 rounding: rtol 1e-5, atol 1e-6. */
  public static void assertClose(String what, NDArray expected, NDArray actual) {
    assertClose(what, expected, actual, 1e-5, 1e-6);
  }

  /** Fails unless all values have the same bits; the two zeros are the same. */
  public static void assertIdentical(String what, NDArray expected, NDArray actual) {
    assertClose(what, expected, actual, 0, 0);
  }

  /** Fails unless two configs say the same; 1 and 1.0 are the same. */
  public static void assertSameConfig(String what, Map<String, ?> expected, Map<String, ?> actual) {
    assertEquals(plain(expected).toString(), plain(actual).toString(), what);
  }

  private static Object plain(Object o) {
    if (o instanceof Number n) {
      return n.doubleValue();
    } else if (o instanceof Map<?, ?> m) {
      Map<Object, Object> copy = new java.util.LinkedHashMap<>();
      m.forEach((k, v) -> copy.put(k, plain(v)));
      return copy;
    } else if (o instanceof List<?> l) {
      return l.stream().map(Close::plain).toList();
    }
    return String.valueOf(o);
  }

  /** Reads an array, or null for JSON's null. */
  public static NDArray arrayOrNull(JsonNode node) {
    return node == null || node.isNull() ? null : Fixtures.array(node);
  }
}
