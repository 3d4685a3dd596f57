package org.keras4j.callbacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;

/** Reads what a callback has saved of its state. */
final class SavedState {

  private final Map<String, ? extends @Nullable Object> state;

  SavedState(Map<String, ? extends @Nullable Object> state) {
    this.state = state;
  }

  /** Makes a state of alternating names and values. */
  static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      state.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return state;
  }

  int integer(String name) {
    return ((Number) Objects.requireNonNull(state.get(name), name)).intValue();
  }

  @Nullable Double numberOrNull(String name) {
    Number number = (Number) state.get(name);
    return number == null ? null : (Double) number.doubleValue();
  }

  @Nullable String textOrNull(String name) {
    return (String) state.get(name);
  }

  @Nullable List<NDArray> arraysOrNull(String name) {
    return listOrNull(name, NDArray.class);
  }

  @Nullable List<String> textsOrNull(String name) {
    return listOrNull(name, String.class);
  }

  private <E> @Nullable List<E> listOrNull(String name, Class<E> type) {
    List<?> found = (List<?>) state.get(name);
    if (found == null) {
      return null;
    }
    List<E> list = new ArrayList<>();
    found.forEach(e -> list.add(type.cast(e)));
    return list;
  }
}
