package org.keras4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.hdf5.Hdf5Array;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.LegacyFile;
import org.keras4j.internal.hdf5.LegacyFile.SavedLayer;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;

/** Loads weights from legacy files, of weights or of whole models, by order or by name. */
final class LegacyWeights {

  private final Model model;
  private final LoadProblems problems;
  private final Map<Variable, Hdf5Array> matched = new LinkedHashMap<>();

  private LegacyWeights(Model model, String file, boolean skipMismatch) {
    this.model = model;
    problems = new LoadProblems(model, file, skipMismatch);
  }

  static void load(Model model, Hdf5File file, LoadWeightsOptions options) throws IOException {
    Map<Variable, NDArray> values = new LinkedHashMap<>();
    for (Map.Entry<Variable, Hdf5Array> m : places(model, file, options).entrySet()) {
      values.put(m.getKey(), m.getValue().read());
    }
    VariableAccess.get().handOver(values);
  }

  /** Returns what weights are in a file, of which nothing is read yet. */
  static Map<Variable, Hdf5Array> places(Model model, Hdf5File file, LoadWeightsOptions options)
      throws IOException {
    LegacyFile legacy = LegacyFile.of(file);
    LegacyWeights loading = new LegacyWeights(model, file.name(), options.skipMismatch());
    if (options.byName()) {
      loading.byName(legacy.layers());
    } else {
      loading.byOrder(file, legacy.layers());
    }
    loading.match(
        model, model.name(), LayerAccess.get().ownWeights(model), legacy.topLevelWeights());
    loading.problems.report();
    return loading.matched;
  }

  private void byName(List<SavedLayer> saved) {
    Map<String, Layer> named = new HashMap<>();
    model.layers().forEach(l -> named.put(l.name(), l));
    for (SavedLayer s : saved) {
      Layer layer = named.get(s.name());
      if (layer != null) {
        match(layer, s.name(), weights(layer), s.weights());
      }
    }
  }

  private void byOrder(Hdf5File file, List<SavedLayer> all) {
    List<Layer> layers = model.layers().stream().filter(l -> !weights(l).isEmpty()).toList();
    List<SavedLayer> saved = all.stream().filter(s -> !s.weights().isEmpty()).toList();
    if (layers.size() != saved.size()) {
      throw new IllegalArgumentException(
          "The weights in "
              + file.name()
              + " are not those of model '"
              + model.name()
              + "': it has "
              + layers.size()
              + " layers with weights "
              + layers.stream().map(Layer::name).toList()
              + ", the file has "
              + saved.size()
              + " "
              + saved.stream().map(SavedLayer::name).toList()
              + "; byName(true) loads those of the same name");
    }
    for (int i = 0; i < layers.size(); i++) {
      match(layers.get(i), saved.get(i).name(), weights(layers.get(i)), saved.get(i).weights());
    }
  }

  /** Returns the weights in the order of legacy files. */
  private static List<Variable> weights(Layer layer) {
    List<Variable> weights = new ArrayList<>(layer.trainableWeights());
    weights.addAll(layer.nonTrainableWeights());
    return weights;
  }

  private void match(Layer layer, String name, List<Variable> weights, List<Hdf5Array> saved) {
    List<String> wrong = new ArrayList<>();
    Map<Variable, Hdf5Array> matching = new LinkedHashMap<>();
    if (weights.size() != saved.size()) {
      wrong.add(
          "it has "
              + weights.size()
              + " weights "
              + weights.stream().map(w -> w.name() + " " + w.shape()).toList()
              + ", '"
              + name
              + "' in the file has "
              + saved.size()
              + " "
              + saved.stream().map(Hdf5Array::shape).toList());
    } else {
      for (int i = 0; i < weights.size(); i++) {
        Variable v = weights.get(i);
        Hdf5Array array = saved.get(i);
        if (!v.shape().equals(array.shape())) {
          wrong.add(
              array.path()
                  + " has shape "
                  + array.shape()
                  + ", but "
                  + v.path()
                  + " has shape "
                  + v.shape());
        }
        matching.put(v, array);
      }
    }
    if (wrong.isEmpty()) {
      matched.putAll(matching);
    } else {
      problems.add(layer, wrong);
    }
  }
}
