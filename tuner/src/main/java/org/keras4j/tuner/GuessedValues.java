package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of some hyperparameters, made the values of a trial. */
final class GuessedValues {
  private GuessedValues() {}

  static List<String> names(HyperParameters space) {
    return space.space().stream().map(HyperParameter::name).distinct().toList();
  }

  /** Returns whether values are possible together with the defaults of what they leave open. */
  static boolean fit(Map<String, Object> guess, HyperParameters space) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (HyperParameter entry : space.space()) {
      if (SearchSpace.isActive(entry, all)) {
        Object value = guess.getOrDefault(entry.name(), entry.defaultValue());
        if (!SpaceChanges.isPossible(entry, value)) {
          return false;
        }
        all.put(entry.name(), value);
      }
    }
    return true;
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
    List<String> known = names(space);
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
}
