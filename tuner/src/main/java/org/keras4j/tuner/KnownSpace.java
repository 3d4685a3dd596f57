package org.keras4j.tuner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The search space as far as it is known: what the options gave, and what models declare. */
final class KnownSpace {
  private static final String KEY = "hyperparameters";

  private final HyperParameters given;
  private final boolean allowNewEntries;
  private final boolean tuneNewEntries;
  private HyperParameters known;

  KnownSpace(OracleOptions options) {
    given = options.givenSpace();
    allowNewEntries = options.allowNewEntries();
    tuneNewEntries = options.tuneNewEntries();
    known = given.copy();
  }

  /** The space itself. */
  HyperParameters known() {
    return known;
  }

  /** A copy of what the options gave. */
  HyperParameters given() {
    return given.copy();
  }

  /**
   * Takes over hyperparameters that are new.
   *
   * @throws IllegalStateException if there are new ones and they are not allowed
   */
  void update(HyperParameters seen) {
    List<HyperParameter> unknown =
        seen.space().stream().filter(entry -> !known.declares(entry)).toList();
    if (!unknown.isEmpty() && !allowNewEntries) {
      throw new IllegalStateException(
          "The model declares hyperparameters that are not in the given space, which"
              + " allowNewEntries(false) forbids: "
              + unknown);
    }
    if (tuneNewEntries) {
      known.merge(unknown, true);
    }
  }

  void save(Map<String, @Nullable Object> state) {
    state.put(KEY, known.getConfig());
  }

  void load(JsonObject state) {
    known = HyperParameters.fromConfig(state.object(KEY));
  }
}
