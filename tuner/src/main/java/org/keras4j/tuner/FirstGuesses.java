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
    while (!queue.isEmpty()) {
      Map<String, Object> guess = queue.remove(0);
      Map<String, Object> values =
          saved.remove(guess) ? fitting(guess, space) : complete(guess, space);
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

  /** Refuses guesses of the program that do not fit, so that they are not saved. */
  void requireFit(HyperParameters space) {
    queue.stream().filter(guess -> !saved.contains(guess)).forEach(guess -> complete(guess, space));
  }

  private static @Nullable Map<String, Object> fitting(
      Map<String, Object> guess, HyperParameters space) {
    try {
      return complete(guess, space);
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

  /** Adds the defaults of active hyperparameters that a guess says nothing of. */
  static Map<String, Object> complete(Map<String, Object> guess, HyperParameters space) {
    requireNames(guess, space);
    HyperParameters all = space.copy();
    all.replaceValues(Map.of());
    for (HyperParameter entry : all.space()) {
      if (all.isActive(entry)) {
        Object value = guess.get(entry.name());
        if (value != null && !SpaceChanges.isPossible(entry, value)) {
          throw new FatalTrialException(
              "enqueue: the value " + PythonText.repr(value) + " is not possible for " + entry);
        }
        all.set(entry.name(), value == null ? entry.defaultValue() : typed(entry, value));
      }
    }
    return new LinkedHashMap<>(all.values());
  }

  /** A possible value as the algorithms suggest it, so that none is tried twice. */
  private static Object typed(HyperParameter entry, Object value) {
    if (entry instanceof FloatHyperParameter) {
      return Values.toDouble(value);
    }
    return entry instanceof IntHyperParameter
        ? value
        : entry.values().get(Values.indexOf(entry.values(), value));
  }

  private static void requireNames(Map<String, Object> guess, HyperParameters space) {
    List<String> known = space.space().stream().map(HyperParameter::name).distinct().toList();
    for (String name : guess.keySet()) {
      if (!known.contains(name)) {
        throw new FatalTrialException(
            "enqueue: there is no hyperparameter '"
                + name
                + "'; there are "
                + known
                + ". Those that only a training declares are to be given by hyperparameters(…)");
      }
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
