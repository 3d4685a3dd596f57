package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.FitOptions;
import org.keras4j.callbacks.Callback;

/** Refuses callbacks that several trainings would use at the same time. */
final class SharedCallbacks {
  private SharedCallbacks() {}

  /**
   * Compares the arguments of two trainings.
   *
   * @throws IllegalArgumentException if they have a callback in common
   */
  static void refuse(FitOptions one, FitOptions other, int workers) {
    List<String> shared = new ArrayList<>();
    for (Callback callback : one.callbacks()) {
      if (other.callbacks().stream().anyMatch(c -> c == callback)) {
        String name = callback.getClass().getSimpleName();
        shared.add(name.isEmpty() ? callback.getClass().getName() : name);
      }
    }
    if (!shared.isEmpty()) {
      throw new IllegalArgumentException(
          "search: with workers("
              + workers
              + ") several trainings run at the same time and cannot share the callbacks "
              + shared
              + ". Let each training make its own: search(x, y, o -> o.callbacks(new "
              + shared.get(0)
              + "(…)))");
    }
  }
}
