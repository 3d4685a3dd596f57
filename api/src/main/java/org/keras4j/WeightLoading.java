package org.keras4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;

/** Pairs the weights of a model with those of a file, layer by layer, and takes them over. */
final class WeightLoading {

  private final Model model;
  private final SavedWeights saved;
  private final LoadProblems problems;
  private final Map<String, Variable> matched = new LinkedHashMap<>();
  private final NavigableSet<String> unused;

  private WeightLoading(Model model, SavedWeights saved, boolean skipMismatch) {
    this.model = model;
    this.saved = saved;
    problems = new LoadProblems(model, saved.file(), skipMismatch);
    unused = new TreeSet<>(saved.paths());
    List<String> optimizers = WeightPaths.optimizers(model);
    unused.removeIf(path -> optimizers.stream().anyMatch(path::startsWith));
  }

  /**
   * Loads the weights and the optimizer's state.
   *
   * @throws IllegalArgumentException if something does not match; then nothing has changed
   */
  static void load(Model model, SavedWeights saved, boolean skipMismatch) throws IOException {
    new WeightLoading(model, saved, skipMismatch).load();
  }

  /**
   * Returns the places of a model's weights in a file, none of which is read.
   *
   * @throws IllegalArgumentException if something does not match
   */
  static Map<String, Variable> places(Model model, SavedWeights saved) {
    WeightLoading loading = new WeightLoading(model, saved, false);
    loading.match();
    return loading.matched;
  }

  private void match() {
    WeightPaths.places(model).forEach(this::match);
    unused.forEach(path -> problems.add("no weight takes " + path + shape(path)));
    problems.report();
  }

  private void load() throws IOException {
    match();
    Map<Variable, NDArray> values = new LinkedHashMap<>();
    for (Map.Entry<String, Variable> m : matched.entrySet()) {
      values.put(m.getValue(), saved.read(m.getKey()));
    }
    values.putAll(OptimizerLoading.state(model.optimizerOrNull(), saved));
    VariableAccess.get().handOver(values);
  }

  private void match(String place, Layer layer) {
    List<Variable> own = LayerAccess.get().ownWeights(layer);
    Map<String, Variable> matching = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      Variable v = own.get(i);
      String path = place + i;
      if (!saved.paths().contains(path)) {
        wrong.add(path + " (" + v.path() + ") is missing, of shape " + v.shape());
      } else if (!saved.shape(path).equals(v.shape())) {
        wrong.add(
            path
                + " has shape "
                + saved.shape(path)
                + ", but "
                + v.path()
                + " has shape "
                + v.shape());
      }
      matching.put(path, v);
    }
    // All that begin with the place.
    Set<String> here = new TreeSet<>(unused.subSet(place, place + Character.MAX_VALUE));
    unused.removeAll(here);
    here.removeAll(matching.keySet());
    here.forEach(path -> wrong.add("no weight takes " + path + shape(path)));
    if (wrong.isEmpty()) {
      matched.putAll(matching);
    } else {
      problems.add(layer, wrong);
    }
  }

  private String shape(String path) {
    return ", of shape " + saved.shape(path);
  }
}
