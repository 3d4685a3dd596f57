package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.PythonRandom;

/** Draws values that were not tried yet from the seed of a search. */
final class DrawnValues {
  // KerasTuner takes a space for exhausted after so many collisions.
  private static final int MAX_COLLISIONS = 20;

  // So many combinations are looked through when chance finds no new one.
  private static final int CANDIDATES = 10_000;

  private final TriedValues tried;
  private long seed;
  private long seedState;

  DrawnValues(TriedValues tried, long seed) {
    this.tried = tried;
    this.seed = seed;
    seedState = seed;
  }

  /** The seed of the search. */
  long seed() {
    return seed;
  }

  /** Draws random values of the active hyperparameters; null if the space seems exhausted. */
  @Nullable Map<String, Object> random(HyperParameters space) {
    for (int collisions = 0; collisions <= MAX_COLLISIONS; collisions++) {
      HyperParameters drawn = new HyperParameters();
      for (HyperParameter entry : space.space()) {
        drawn.merge(List.of(entry), true);
        if (drawn.isActive(entry)) {
          drawn.set(entry.name(), entry.randomSample(seedState));
          seedState++;
        }
      }
      if (!tried.contains(drawn.values())) {
        return new LinkedHashMap<>(drawn.values());
      }
    }
    return null;
  }

  /** Looks through the space and draws one of the untried combinations; null if it sees none. */
  @Nullable Map<String, Object> untried(HyperParameters space) {
    SpaceVectors vectors = new SpaceVectors(space.space());
    Map<String, Map<String, Object>> untried = new LinkedHashMap<>();
    vectors.visit(
        CANDIDATES,
        seedState,
        point -> {
          Map<String, Object> values = vectors.toValues(point);
          if (!tried.contains(values)) {
            untried.putIfAbsent(TriedValues.hash(values), values);
          }
        });
    if (untried.isEmpty()) {
      return null;
    }
    int drawn = (int) (new PythonRandom(seedState).random() * untried.size());
    seedState++;
    return List.copyOf(untried.values()).get(drawn);
  }

  void save(Map<String, @Nullable Object> state) {
    state.put("seed", seed);
    state.put("seed_state", seedState);
  }

  void load(JsonObject state) {
    seed = state.longInteger("seed");
    seedState = state.longInteger("seed_state");
  }
}
