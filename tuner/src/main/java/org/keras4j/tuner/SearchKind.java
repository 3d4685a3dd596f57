package org.keras4j.tuner;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of a search, by which the file of another one is refused. Oracles of one's own have
 * none: what they can go on with, they know themselves.
 */
final class SearchKind {
  private static final String KEY = "search_algorithm";

  private SearchKind() {}

  private static @Nullable String of(Oracle oracle) {
    if (oracle instanceof RandomSearchOracle) {
      return "RandomSearchOracle";
    }
    if (oracle instanceof GridSearchOracle) {
      return "GridSearchOracle";
    }
    if (oracle instanceof HyperbandOracle) {
      return "HyperbandOracle";
    }
    return oracle instanceof BayesianOptimizationOracle ? "BayesianOptimizationOracle" : null;
  }

  static void save(Oracle oracle, Map<String, @Nullable Object> state) {
    String kind = of(oracle);
    if (kind != null) {
      state.put(KEY, kind);
    }
  }

  /**
   * Compares an oracle with the search that it is to go on with.
   *
   * @throws IllegalStateException if it is one of another algorithm
   */
  static void check(Oracle oracle, JsonObject saved) {
    String kind = of(oracle);
    String found = saved.members().containsKey(KEY) ? saved.string(KEY) : inferred(saved);
    boolean same =
        found == null
            ? oracle instanceof RandomSearchOracle || oracle instanceof GridSearchOracle
            : found.equals(kind);
    if (kind != null && !same) {
      throw new IllegalStateException(
          saved.origin()
              + " is of a search by "
              + (found == null ? "RandomSearchOracle or GridSearchOracle" : found)
              + ", not by "
              + kind
              + ". Go on with the former, or begin another search by warmStart with what this one"
              + " has found out");
    }
  }

  /**
   * Files of KerasTuner and of earlier versions do not say it; null for random search and grids.
   */
  private static @Nullable String inferred(JsonObject saved) {
    if (saved.members().containsKey("brackets")) {
      return "HyperbandOracle";
    }
    if (saved.members().containsKey("num_initial_points")) {
      return "BayesianOptimizationOracle";
    }
    return saved.members().containsKey("ordered_ids") ? "GridSearchOracle" : null;
  }
}
