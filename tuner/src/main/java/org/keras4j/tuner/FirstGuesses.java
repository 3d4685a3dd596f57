package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that are tried before an algorithm chooses. */
final class FirstGuesses {
  private static final String KEY = "enqueued";
  private static final String USED = "enqueued_before";

  private final List<Map<String, Object>> queue = new ArrayList<>();
  // Those that only the file has: the program may have been repaired since.
  private final List<Map<String, Object>> saved = new ArrayList<>();
  // Trials may have declared more since, whose defaults would make another combination.
  private final List<Map<String, Object>> used = new ArrayList<>();
  private boolean begun;

  FirstGuesses(List<Map<String, Object>> values) {
    queue.addAll(values);
  }

  /** Copies values into their canonical form. */
  static Map<String, Object> checked(Map<String, ?> values) {
    HyperParameters canonical = new HyperParameters();
    values.forEach(canonical::set);
    return new LinkedHashMap<>(canonical.values());
  }

  void add(Map<String, ?> values) {
    queue.add(checked(values));
  }

  /** Returns the values of the next guess that was not tried yet; null if there is none. */
  @Nullable Map<String, Object> poll(HyperParameters space, TriedValues tried) {
    begun = true;
    while (!queue.isEmpty()) {
      Map<String, Object> guess = queue.remove(0);
      Map<String, Object> values =
          saved.remove(guess) ? fitting(guess, space) : GuessedValues.complete(guess, space);
      if (values == null || used.contains(guess)) {
        continue;
      }
      used.add(guess);
      if (!tried.contains(values)) {
        return values;
      }
    }
    return null;
  }

  /**
   * Refuses guesses of the program that do not fit, so that they are not saved. The first trial has
   * the first one; names in the others may be declared by the trials before them.
   */
  void requireFit(HyperParameters space) {
    for (int i = 0; i < queue.size(); i++) {
      Map<String, Object> guess = queue.get(i);
      if (!saved.contains(guess)) {
        boolean later = begun || i > 0;
        GuessedValues.complete(later ? declared(guess, space) : guess, space);
      }
    }
  }

  private static Map<String, Object> declared(Map<String, Object> guess, HyperParameters space) {
    Map<String, Object> declared = new LinkedHashMap<>(guess);
    if (declared.keySet().retainAll(GuessedValues.names(space))) {
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "Of the enqueued values {0} only {1} are declared yet; the search ends at their turn"
                  + " if no trial before them declares the others",
              guess,
              declared.keySet());
    }
    return declared;
  }

  private static @Nullable Map<String, Object> fitting(
      Map<String, Object> guess, HyperParameters space) {
    try {
      return GuessedValues.complete(guess, space);
    } catch (FatalTrialException e) {
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "The values {0}, which were enqueued before the search was resumed, are left out: {1}",
              guess,
              e.getMessage());
      return null;
    }
  }

  void save(Map<String, @Nullable Object> state) {
    state.put(KEY, new ArrayList<>(queue));
    state.put(USED, new ArrayList<>(used));
  }

  /**
   * Adds those of a search that goes on in front of those of the program, which has those that were
   * used, too.
   */
  void load(JsonObject state) {
    begun = true;
    used.clear();
    used.addAll(read(state, USED));
    queue.removeAll(used);
    List<Map<String, Object>> read = read(state, KEY);
    saved.clear();
    read.stream().filter(guess -> !queue.contains(guess)).forEach(saved::add);
    queue.removeAll(read);
    queue.addAll(0, read);
  }

  private static List<Map<String, Object>> read(JsonObject state, String key) {
    List<Map<String, Object>> read = new ArrayList<>();
    // KerasTuner has none, earlier versions do not tell which were used.
    if (state.members().containsKey(key)) {
      for (JsonObject guess : state.objects(key)) {
        Map<String, Object> values = new LinkedHashMap<>();
        guess.members().forEach((name, value) -> values.put(name, Values.canonical(value)));
        read.add(values);
      }
    }
    return read;
  }
}
