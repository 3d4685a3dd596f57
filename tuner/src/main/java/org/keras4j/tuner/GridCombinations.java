package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of the combinations of a space: those that differ in the hyperparameter declared first
 * are farthest apart, and of each hyperparameter the default is the least value.
 */
final class GridCombinations {
  private final List<HyperParameter> space;
  private final List<GridAxis> axes = new ArrayList<>();

  GridCombinations(List<HyperParameter> space) {
    this.space = space;
    space.forEach(entry -> axes.add(new GridAxis(entry)));
  }

  /** Returns the least combination: all defaults. */
  Map<String, Object> first() {
    return complete(Map.of());
  }

  /** Returns whether a search of the grid comes to these values. */
  boolean contains(Map<String, Object> values) {
    Map<String, Object> all = complete(values);
    for (int i = 0; i < space.size(); i++) {
      HyperParameter entry = space.get(i);
      if (SearchSpace.isActive(entry, all) && axes.get(i).position(all.get(entry.name())) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares combinations of the grid; a hyperparameter that one of them lacks has its default. */
  int compare(Map<String, Object> a, Map<String, Object> b) {
    Map<String, Object> left = complete(a);
    Map<String, Object> right = complete(b);
    for (int i = 0; i < space.size(); i++) {
      HyperParameter entry = space.get(i);
      // Up to the first difference both are active or neither is.
      if (SearchSpace.isActive(entry, left) && SearchSpace.isActive(entry, right)) {
        GridAxis axis = axes.get(i);
        int order =
            Integer.compare(
                axis.position(left.get(entry.name())), axis.position(right.get(entry.name())));
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  /** Returns the combination behind another one; null behind the last. */
  @Nullable Map<String, Object> after(Map<String, Object> values) {
    Map<String, Object> next = complete(values);
    for (int i = space.size() - 1; i >= 0; i--) {
      HyperParameter entry = space.get(i);
      Object following =
          SearchSpace.isActive(entry, next) ? axes.get(i).after(next.get(entry.name())) : null;
      if (following != null) {
        next.put(entry.name(), following);
        return settle(next, i);
      }
      // In this order KerasTuner adds names, which the tables show.
      next.putIfAbsent(entry.name(), axes.get(i).first());
    }
    return null;
  }

  /** Adds the defaults of active hyperparameters without a value, and takes inactive ones away. */
  private Map<String, Object> complete(Map<String, Object> values) {
    return settle(new LinkedHashMap<>(values), space.size());
  }

  /** The same, where those declared behind one of them get their defaults in any case. */
  private Map<String, Object> settle(Map<String, Object> values, int last) {
    for (int i = 0; i < space.size(); i++) {
      HyperParameter entry = space.get(i);
      if (SearchSpace.isActive(entry, values)) {
        Object first = axes.get(i).first();
        values.merge(entry.name(), first, i > last ? (old, fresh) -> fresh : (old, fresh) -> old);
      } else if (space.stream()
          .noneMatch(e -> e.name().equals(entry.name()) && SearchSpace.isActive(e, values))) {
        values.remove(entry.name());
      }
    }
    return values;
  }
}
