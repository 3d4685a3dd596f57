package org.keras4j.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names: automatic ones for layers, and helpful errors for unknown ones. */
public final class Names {

  private static final Map<String, Integer> COUNTERS = new HashMap<>();

  private Names() {}

  /** Returns {@code base}, then {@code base_1}, {@code base_2}, … until {@link #reset()}. */
  public static synchronized String unique(String base) {
    int n = COUNTERS.merge(base, 1, Integer::sum) - 1;
    return n == 0 ? base : base + "_" + n;
  }

  /** Starts the numbering of {@link #unique} again. */
  public static synchronized void reset() {
    COUNTERS.clear();
  }

  /**
   * Turns a class name into Keras's automatic name: {@code MaxPooling2D} to {@code max_pooling2d}.
   */
  public static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Makes the exception for an unknown name, with the valid names listed, the nearest first.
   *
   * @param kind what was looked up, such as {@code "activation"}
   */
  public static IllegalArgumentException unknown(
      String kind, String given, Collection<String> valid) {
    List<String> sorted = nearestFirst(given, valid);
    String hint = sorted.isEmpty() ? "" : " Did you mean '" + sorted.get(0) + "'?";
    return new IllegalArgumentException(
        "Unknown "
            + kind
            + " '"
            + given
            + "'."
            + hint
            + " Valid names: "
            + String.join(", ", sorted));
  }

  /** Sorts names by their edit distance to the given one. */
  public static List<String> nearestFirst(String given, Collection<String> valid) {
    List<String> sorted = new ArrayList<>(valid);
    String key = given.toLowerCase(Locale.ROOT);
    sorted.sort(
        Comparator.<String>comparingInt(v -> distance(key, v.toLowerCase(Locale.ROOT)))
            .thenComparing(Comparator.naturalOrder()));
    return sorted;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
