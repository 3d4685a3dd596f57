package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;

/** Numbers of rows and columns at the borders: for each spatial dimension one before, one after. */
final class PadWidths {

  private PadWidths() {}

  /**
   * Reads one number for all borders, one for each dimension, or two for each dimension: before and
   * after.
   */
  static int[][] of(int rank, int[] given, String argument, SpatialArguments.Errors errors) {
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

  /** Writes them as Keras does: for each dimension a pair, for a single one that pair alone. */
  static List<?> written(int[][] borders) {
    return borders.length == 1
        ? pair(borders[0])
        : Arrays.stream(borders).map(PadWidths::pair).toList();
  }

  private static List<Integer> pair(int[] p) {
    return List.of(p[0], p[1]);
  }

  /** Returns the pads of all axes. */
  static int[][] forAxes(int[][] borders, DataFormat format) {
    int[][] all = new int[borders.length + 2][2];
    System.arraycopy(borders, 0, all, format.firstSpatialAxis(), borders.length);
    return all;
  }
}
