package org.keras4j.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many automatic names were made of each base. */
final class NameCounters implements GlobalState.Saveable {

  private final Map<String, Integer> made = new HashMap<>();

  static NameCounters of(Object saved) {
    NameCounters counters = new NameCounters();
    ((Map<?, ?>) saved)
        .forEach((base, count) -> counters.made.put((String) base, ((Number) count).intValue()));
    return counters;
  }

  synchronized String unique(String base) {
    int n = made.merge(base, 1, Integer::sum) - 1;
    return name(base, n);
  }

  private static String name(String base, int n) {
    return n == 0 ? base : base + "_" + n;
  }

  /** Has no effect if another name was made meanwhile. */
  synchronized void giveBack(String base, String name) {
    Integer count = made.get(base);
    if (count != null && name.equals(name(base, count - 1))) {
      made.put(base, count - 1);
    }
  }

  synchronized void reset() {
    made.clear();
  }

  @Override
  public synchronized Object save() {
    return new TreeMap<>(made);
  }
}
