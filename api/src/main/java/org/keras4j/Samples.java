package org.keras4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.training.ArrayData;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Dataset;

/**
 * The data of a run as it was given: by place, by name, or a stream.
 *
 * @param x inputs by place
 * @param y targets by place
 * @param weights sample weights by place
 * @param namedX inputs by name, in place of those by place
 * @param namedY targets by name
 * @param namedWeights sample weights by name
 * @param stream batches in place of arrays, or null
 */
record Samples(
    List<NDArray> x,
    List<NDArray> y,
    List<NDArray> weights,
    Map<String, NDArray> namedX,
    Map<String, NDArray> namedY,
    Map<String, NDArray> namedWeights,
    @Nullable Dataset stream) {

  static final Samples NONE =
      new Samples(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), null);

  Samples withX(List<NDArray> all) {
    return new Samples(present("x", all), y, weights, Map.of(), namedY, namedWeights, stream);
  }

  Samples withX(Map<String, NDArray> named) {
    return new Samples(List.of(), y, weights, Map.copyOf(named), namedY, namedWeights, stream);
  }

  Samples withY(List<NDArray> all) {
    return new Samples(x, present("y", all), weights, namedX, Map.of(), namedWeights, stream);
  }

  Samples withY(Map<String, NDArray> named) {
    return new Samples(x, List.of(), weights, namedX, Map.copyOf(named), namedWeights, stream);
  }

  /** Takes weights by place; null counts 1. */
  Samples withWeights(List<? extends @Nullable NDArray> all) {
    return new Samples(x, y, NamedArrays.weights(all), namedX, namedY, Map.of(), stream);
  }

  Samples withWeights(Map<String, NDArray> named) {
    return new Samples(x, y, List.of(), namedX, namedY, Map.copyOf(named), stream);
  }

  Samples withWeightsOf(Samples other) {
    return new Samples(x, y, other.weights, namedX, namedY, other.namedWeights, stream);
  }

  private static List<NDArray> present(String argument, List<NDArray> all) {
    for (int i = 0; i < all.size(); i++) {
      if (Objects.isNull(all.get(i))) {
        throw new IllegalArgumentException(
            argument + ": array " + (i + 1) + " of " + all.size() + " is null");
      }
    }
    return List.copyOf(all);
  }

  Samples withStream(Dataset d) {
    return new Samples(x, y, weights, namedX, namedY, namedWeights, d);
  }

  boolean hasNames() {
    return !(namedX.isEmpty() && namedY.isEmpty() && namedWeights.isEmpty());
  }

  boolean hasArrays() {
    return !(x.isEmpty() && y.isEmpty() && namedX.isEmpty() && namedY.isEmpty());
  }

  boolean hasWeights() {
    return !(weights.isEmpty() && namedWeights.isEmpty());
  }

  /** Returns these samples with all arrays by place instead of by name. */
  Samples inOrderOf(Model model) {
    if (!hasNames()) {
      return this;
    }
    String of = " of model '" + model.name() + "'";
    Samples s = this;
    if (!namedX.isEmpty()) {
      s = s.withX(NamedArrays.inOrder("input" + of, namedX, model.inputNames()));
    }
    if (!namedY.isEmpty()) {
      s = s.withY(NamedArrays.inOrder("output" + of, namedY, model.outputNames()));
    }
    if (!namedWeights.isEmpty()) {
      s = s.withWeights(NamedArrays.weights("output" + of, namedWeights, model.outputNames()));
    }
    return s;
  }

  /** Returns the arrays, checked, and in the model's order. */
  ArrayData arrays(Model model) {
    Samples s = inOrderOf(model);
    return ArrayData.of(s.x, s.y, s.weights);
  }
}
