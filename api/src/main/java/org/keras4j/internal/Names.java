package org.keras4j.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Names: automatic ones for layers, and helpful errors for unknown ones. */
public final class Names {

  /** The time for distances grows with the product of the lengths. */
  private static final int LONGEST_COMPARED = 100;

  private static final GlobalState.Part<NameCounters> COUNTERS =
      new GlobalState.Part<>("names", NameCounters::new, NameCounters::of);

  private Names() {}

  /** Returns {@code base}, then {@code base_1}, {@code base_2}, … until {@link #reset()}. */
  public static String unique(String base) {
    NameCounters counters = COUNTERS.get();
    String name = counters.unique(base);
    Attempt.onFailure(() -> counters.giveBack(base, name));
    return name;
  }

  /**
   * Returns an automatic name that is not needed after all, so that the next one gets it, unless
   * another was made meanwhile.
   */
  public static void giveBack(String base, String name) {
    COUNTERS.get().giveBack(base, name);
  }

  /** Starts the numbering of {@link #unique} again. */
  public static void reset() {
    COUNTERS.get().reset();
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
   * Turns a key of a config into the name of a Java argument: {@code num_classes} to numClasses.
   */
  public static String camelCase(String key) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      boolean joint = key.charAt(i) == '_' && i > 0 && i + 1 < key.length();
      name.append(joint ? Character.toUpperCase(key.charAt(++i)) : key.charAt(i));
    }
    return name.toString();
  }

  /**
   * Returns a name as TensorFlow takes it for a scope: other characters become underlines, of long
   * names the beginning is enough, as TensorFlow numbers those that are equal.
   */
  public static String scope(String name) {
    StringBuilder scope = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), LONGEST_COMPARED); i++) {
      char c = name.charAt(i);
      boolean digitOrLetter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      scope.append(digitOrLetter || c == '.' || (i > 0 && c == '-') ? c : i > 0 ? '_' : '.');
    }
    return scope.toString();
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

  /** Sorts names by their edit distance to the given one, after those that begin with it. */
  public static List<String> nearestFirst(String given, Collection<String> valid) {
    List<String> sorted = new ArrayList<>(valid);
    String key = given.toLowerCase(Locale.ROOT);
    sorted.sort(
        Comparator.<String, Boolean>comparing(
                v -> key.isEmpty() || !v.toLowerCase(Locale.ROOT).startsWith(key))
            .thenComparingInt(v -> distance(key, v.toLowerCase(Locale.ROOT)))
            .thenComparingInt(v -> distance(given, v))
            .thenComparing(Comparator.naturalOrder()));
    return sorted;
  }

  /** The number of edits from one text to the other; two neighbours exchanged count as one. */
  private static int distance(String first, String second) {
    String a = shortened(first);
    String b = shortened(second);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substitute = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substitute, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_COMPARED ? name : name.substring(0, LONGEST_COMPARED);
  }

  /**
   * Returns what is given by name in the order of the names.
   *
   * @param kind what they are for, such as {@code "input of model 'm'"}
   * @param what is given, such as {@code "array"}
   * @throws IllegalArgumentException for a name that is not there, or one for which nothing is
   *     given
   */
  public static <T> List<T> inOrder(
      String kind, String what, Map<String, T> given, List<String> names) {
    requireKnown(kind, given.keySet(), names);
    String missing =
        names.stream().filter(n -> !given.containsKey(n)).collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no " + what + " for " + kind + ": " + missing + "; received " + given.keySet());
    }
    return names.stream().map(given::get).toList();
  }

  /**
   * Returns values by their names.
   *
   * @param owner whose outputs they are, the beginning of the error
   * @throws IllegalArgumentException if some have no name, or two have one
   */
  public static <T> Map<String, T> byName(String owner, List<String> names, List<T> values) {
    Map<String, T> all = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      all.put(names.get(i), values.get(i));
    }
    if (names.size() != values.size() || all.size() != values.size()) {
      throw new IllegalArgumentException(
          owner
              + " has "
              + values.size()
              + " outputs, which have no names of their own: "
              + names
              + "; take them by place");
    }
    return all;
  }

  /** Refuses a name that is not among those that there are; see {@link #unknown}. */
  public static void requireKnown(String kind, Collection<String> given, Collection<String> names) {
    for (String n : given) {
      if (!names.contains(n)) {
        throw unknown(kind, n, names);
      }
    }
  }
}
