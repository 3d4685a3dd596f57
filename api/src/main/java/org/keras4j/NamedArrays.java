package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** Arrays given by the names of a model's inputs or outputs, brought into the model's order. */
final class NamedArrays {

  private NamedArrays() {}

  /**
   * Returns the arrays in the order of the names.
   *
   * @param kind what they are for, such as {@code "input of model 'm'"}
   * @throws IllegalArgumentException for a name that is not there, or one without an array
   */
  static List<NDArray> inOrder(String kind, Map<String, NDArray> arrays, List<String> names) {
    return Names.inOrder(kind, "array", arrays, names);
  }

  /** Returns sample weights by place with ones for those that are null; none if all are. */
  static List<NDArray> weights(List<? extends @Nullable NDArray> weights) {
    return weights.stream()
        .filter(Objects::nonNull)
        .findFirst()
        .map(known -> filled(weights, known))
        .orElse(List.of());
  }

  private static List<NDArray> filled(List<? extends @Nullable NDArray> weights, NDArray known) {
    List<NDArray> all = new ArrayList<>();
    for (NDArray w : weights) {
      all.add(w != null ? w : NDArray.ones(DType.FLOAT32, known.rank() == 0 ? 1 : known.length()));
    }
    return all;
  }

  /** Returns sample weights in the order of the names; outputs without weights count 1. */
  static List<NDArray> weights(String kind, Map<String, NDArray> weights, List<String> names) {
    Names.requireKnown(kind, weights.keySet(), names);
    return weights(names.stream().map(weights::get).toList());
  }
}
