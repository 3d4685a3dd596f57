package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;

/** Takes the arrays out of the state of callbacks, as JSON has none, and puts them in again. */
final class StateTree {
  private static final String ARRAY = "$array";

  private final List<NDArray> arrays;

  /**
   * @param arrays to which arrays are added, or from which they are taken
   */
  StateTree(List<NDArray> arrays) {
    this.arrays = arrays;
  }

  /**
   * Returns a state with numbers in place of arrays.
   *
   * @throws IllegalArgumentException if there is a value of another type in it
   */
  Map<String, @Nullable Object> taken(Map<?, ? extends @Nullable Object> state) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    state.forEach((name, value) -> copy.put(String.valueOf(name), takenValue(value)));
    return copy;
  }

  private @Nullable Object takenValue(@Nullable Object value) {
    if (value instanceof NDArray array) {
      arrays.add(array);
      return Map.of(ARRAY, arrays.size() - 1);
    }
    if (value instanceof Map<?, ?> map) {
      return taken(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(takenValue(each)));
      return copy;
    }
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String) {
      return value;
    }
    throw new IllegalArgumentException(
        "saveState must return null, numbers, booleans, texts, NDArrays, and lists and maps of"
            + " them; received a "
            + value.getClass().getName());
  }

  /** Returns a state with its arrays. */
  Map<String, @Nullable Object> put(Map<?, ? extends @Nullable Object> state) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    state.forEach((name, value) -> copy.put(String.valueOf(name), putValue(value)));
    return copy;
  }

  private @Nullable Object putValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.size() == 1 && map.get(ARRAY) instanceof Integer index
          ? arrays.get(index)
          : put(map);
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> copy = new ArrayList<>();
    list.forEach(each -> copy.add(putValue(each)));
    return copy;
  }
}
