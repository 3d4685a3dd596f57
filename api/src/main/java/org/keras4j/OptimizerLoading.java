package org.keras4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;

/** Takes the state of an optimizer from a file of weights. */
final class OptimizerLoading {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private OptimizerLoading() {}

  /** Returns the values; as in Keras, an optimizer that has not taken a step yet stays fresh. */
  static Map<Variable, NDArray> state(@Nullable Optimizer optimizer, SavedWeights saved)
      throws IOException {
    List<String> paths = new ArrayList<>();
    while (saved.paths().contains(WeightFiles.OPTIMIZER + paths.size())) {
      paths.add(WeightFiles.OPTIMIZER + paths.size());
    }
    if (optimizer == null || paths.isEmpty() || !optimizer.isBuilt()) {
      return Map.of();
    }
    return state(optimizer.name(), optimizer.variables(), paths, saved);
  }

  /**
   * Returns the values of some of an optimizer's variables; none, with a warning, if they differ.
   */
  static Map<Variable, NDArray> state(
      String optimizer, List<Variable> variables, List<String> paths, SavedWeights saved)
      throws IOException {
    String problem = difference(variables, paths, saved);
    if (problem != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          isFresh(variables, paths, saved)
              ? "Optimizer {0} starts anew, as the file was written before its first step"
              : "The state of optimizer {0} was not loaded, as the file has that of another one, or"
                  + " was written when other layers were trainable: {1}",
          optimizer,
          problem);
      return Map.of();
    }
    Map<Variable, NDArray> state = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      state.put(variables.get(i), saved.read(paths.get(i)));
    }
    return state;
  }

  /** Until it is built, an optimizer has the number of steps and the learning rate only. */
  private static boolean isFresh(List<Variable> variables, List<String> paths, SavedWeights saved)
      throws IOException {
    return paths.size() == 2
        && variables.size() > 2
        && paths.stream().allMatch(path -> saved.shape(path).rank() == 0)
        && saved.read(paths.get(0)).getDouble() == 0;
  }

  private static @Nullable String difference(
      List<Variable> variables, List<String> paths, SavedWeights saved) {
    for (int i = 0; i < Math.min(variables.size(), paths.size()); i++) {
      if (!variables.get(i).shape().equals(saved.shape(paths.get(i)))) {
        return paths.get(i)
            + " has shape "
            + saved.shape(paths.get(i))
            + ", but "
            + variables.get(i).path()
            + " has shape "
            + variables.get(i).shape();
      }
    }
    return variables.size() == paths.size()
        ? null
        : "it has "
            + variables.size()
            + " variables, the file has "
            + paths.size()
            + (paths.size() < variables.size()
                ? "; there is nothing for " + variables.get(paths.size()).path()
                : "");
  }
}
