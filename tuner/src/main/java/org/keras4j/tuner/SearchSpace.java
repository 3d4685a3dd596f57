package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared hyperparameters in the order of their declaration: parents before children. */
final class SearchSpace {
  private final List<HyperParameter> entries = new ArrayList<>();

  List<HyperParameter> entries() {
    return List.copyOf(entries);
  }

  @Nullable HyperParameter find(String name, List<Condition> conditions) {
    int index = indexOf(name, conditions);
    return index < 0 ? null : entries.get(index);
  }

  private int indexOf(String name, List<Condition> conditions) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).isSame(name, conditions)) {
        return i;
      }
    }
    return -1;
  }

  List<HyperParameter> named(String name) {
    return entries.stream().filter(hp -> hp.name().equals(name)).toList();
  }

  List<String> names() {
    return entries.stream().map(HyperParameter::name).distinct().toList();
  }

  /** Adds an entry, or puts it in the place of the one with the same name and conditions. */
  void put(HyperParameter entry) {
    int index = indexOf(entry.name(), entry.conditions());
    if (index < 0) {
      entries.add(entry);
    } else {
      entries.set(index, entry);
    }
  }

  static boolean isActive(HyperParameter entry, Map<String, ?> values) {
    return entry.conditions().stream().allMatch(condition -> condition.isActive(values));
  }
}
