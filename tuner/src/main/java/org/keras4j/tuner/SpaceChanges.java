package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program declares otherwise than the search that it goes on with. */
final class SpaceChanges {
  private final List<HyperParameter> changed = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /** Compares what both have; what only one has is left to the search. */
  SpaceChanges(HyperParameters saved, HyperParameters declared) {
    for (HyperParameter old : saved.space()) {
      for (HyperParameter entry : declared.space()) {
        if (old.isSame(entry.name(), entry.conditions())
            && !describe(old).equals(describe(entry))) {
          changed.add(entry);
          texts.add("'" + old.name() + "' was " + describe(old) + ", is " + describe(entry));
        }
      }
    }
  }

  private static String describe(HyperParameter entry) {
    return entry.className() + PythonText.repr(entry.getConfig());
  }

  boolean isEmpty() {
    return changed.isEmpty();
  }

  /** One sentence for each changed hyperparameter. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  /** Puts the new entries in the place of the old ones and keeps all values. */
  void applyTo(HyperParameters hp) {
    Map<String, Object> values = new LinkedHashMap<>(hp.values());
    hp.merge(changed, true);
    hp.replaceValues(values);
  }

  /** Returns whether a trial might have been made of the new entries, but for their steps. */
  boolean fit(HyperParameters hp) {
    return changed.stream()
        .filter(hp::isActive)
        .allMatch(entry -> isPossible(entry, hp.values().get(entry.name())));
  }

  /** Returns whether a value is in the range of an entry, whatever the step. */
  static boolean isPossible(HyperParameter entry, @Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (entry instanceof IntHyperParameter number) {
      return Values.isInteger(value) && isBetween(value, number.minValue(), number.maxValue());
    }
    if (entry instanceof FloatHyperParameter number) {
      return value instanceof Number && isBetween(value, number.minValue(), number.maxValue());
    }
    return Values.contains(entry.values(), value);
  }

  private static boolean isBetween(Object value, double min, double max) {
    double number = Values.toDouble(value);
    return min <= number && number <= max;
  }
}
