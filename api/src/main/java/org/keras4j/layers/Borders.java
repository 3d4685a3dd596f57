package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Config;

/** Numbers of rows and columns at the borders: for each spatial dimension one before, one after. */
final class Borders {

  private Borders() {}

  /**
   * Reads one number for all borders, one for each dimension, or two for each dimension: before and
   * after.
   */
  static int[][] of(int rank, int[] given, String argument, Sizes.Errors errors) {
    boolean fits = given.length == 1 || given.length == rank || given.length == 2 * rank;
    if (!fits || Arrays.stream(given).anyMatch(n -> n < 0)) {
      throw errors.bad(
          argument,
          rank == 1
              ? "one number or two (before, after) of at least 0"
              : "one number, " + rank + " or " + 2 * rank + " of at least 0",
          Arrays.toString(given));
    }
    int[][] all = new int[rank][2];
    for (int i = 0; i < rank; i++) {
      boolean pairs = given.length == 2 * rank;
      all[i][0] = given.length == 1 ? given[0] : given[pairs ? 2 * i : i];
      all[i][1] = pairs ? given[2 * i + 1] : all[i][0];
    }
    return all;
  }

  /** Exchanges them as Keras writes them: a pair for one dimension, a list of pairs for more. */
  static int[][] config(Config c, String key, int[][] current, Sizes.Errors errors) {
    int rank = current.length;
    int[][] exchanged =
        c.<int[][]>object(
            key,
            current,
            b -> rank == 1 ? pair(b[0]) : Arrays.stream(b).map(Borders::pair).toList(),
            v -> of(rank, flat(c, key, v), key, errors));
    if (exchanged == null) {
      throw errors.bad(key, "numbers", null);
    }
    return exchanged;
  }

  private static List<Integer> pair(int[] p) {
    return List.of(p[0], p[1]);
  }

  private static int[] flat(Config c, String key, @Nullable Object v) {
    return v instanceof List<?> l
        ? l.stream().flatMapToInt(x -> Arrays.stream(flat(c, key, x))).toArray()
        : new int[] {c.toInteger(key, v)};
  }

  /** Returns the pads of all axes. */
  static int[][] forAxes(int[][] borders, DataFormat format) {
    int[][] all = new int[borders.length + 2][2];
    System.arraycopy(borders, 0, all, format.firstSpatialAxis(), borders.length);
    return all;
  }
}
