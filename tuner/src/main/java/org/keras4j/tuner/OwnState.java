package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an algorithm adds to the file of its search. */
final class OwnState {
  private OwnState() {}

  static void save(Oracle oracle, Map<String, @Nullable Object> state) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    oracle.saveState(own);
    own.forEach(
        (name, value) -> {
          if (state.containsKey(name)) {
            throw new IllegalStateException(
                "saveState of "
                    + oracle.getClass().getSimpleName()
                    + " uses a name that all oracles use, '"
                    + name
                    + "'; these are taken: "
                    + state.keySet());
          }
          state.put(name, value);
        });
  }

  static void load(Oracle oracle, JsonObject state) {
    try {
      oracle.loadState(state.members());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "loadState of " + oracle.getClass().getSimpleName() + " cannot take its entries: " + e,
          e);
    }
  }
}
