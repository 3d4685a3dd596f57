package org.keras4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Variable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.optimizers.Optimizer;

/**
 * Writes and reads the values of a model's and its optimizer's variables. The entries have the
 * paths that Keras gives them in its HDF5 files, such as {@code layers/dense/vars/0}.
 */
final class WeightFiles {

  private static final System.Logger LOG = System.getLogger("org.keras4j");
  private static final String SUFFIX = ".weights.npz";
  private static final String OPTIMIZER = "optimizer/vars/";

  private WeightFiles() {}

  static void save(Model model, Path file) {
    requireNpz("saveWeights", file);
    requireBuilt(model, "saved");
    Map<String, Variable> variables = new LinkedHashMap<>(WeightPaths.of(model));
    Optimizer optimizer = model.optimizerOrNull();
    if (optimizer != null) {
      variables.putAll(numbered(optimizer));
    }
    List<NDArray> saved = VariableAccess.get().values(variables.values());
    Map<String, NDArray> values = new LinkedHashMap<>();
    variables.keySet().forEach(path -> values.put(path, saved.get(values.size())));
    try {
      Npz.write(file, values);
    } catch (IOException e) {
      throw FileErrors.unchecked(
          "The weights of model '" + model.name() + "' could not be written to " + file, e);
    }
  }

  static void load(Model model, Path file) {
    requireNpz("loadWeights", file);
    requireBuilt(model, "loaded");
    Map<String, NDArray> entries;
    try {
      entries = new LinkedHashMap<>(Npz.read(file));
    } catch (IOException e) {
      // The reason names the file.
      throw FileErrors.unchecked(
          "The weights of model '" + model.name() + "' could not be read", e);
    }
    List<NDArray> saved = takeOptimizer(entries);
    Map<String, Variable> variables = WeightPaths.of(model);
    Map<String, NDArray> values = EarlierWeightNames.replaced(model, variables, entries);
    check(model, file, variables, values);
    Map<Variable, NDArray> assigned = new LinkedHashMap<>();
    variables.forEach((path, v) -> assigned.put(v, value(values, path)));
    assigned.putAll(optimizerState(model.optimizerOrNull(), saved));
    VariableAccess.get().assign(assigned);
  }

  /** Checks everything before anything changes. */
  private static void check(
      Model model, Path file, Map<String, Variable> variables, Map<String, NDArray> values) {
    List<String> problems = new ArrayList<>();
    variables.forEach(
        (path, v) -> {
          NDArray value = values.get(path);
          if (value == null) {
            problems.add(path + " (" + v.path() + ") is missing");
          } else if (!value.shape().equals(v.shape())) {
            problems.add(
                path
                    + " has shape "
                    + value.shape()
                    + ", but "
                    + v.path()
                    + " has shape "
                    + v.shape());
          }
        });
    for (String path : new TreeSet<>(values.keySet())) {
      if (!variables.containsKey(path)) {
        problems.add("no weight takes " + path);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The weights in "
              + file
              + " are not those of model '"
              + model.name()
              + "', which stays as it is: "
              + String.join("; ", problems.subList(0, Math.min(5, problems.size())))
              + (problems.size() > 5 ? "; and " + (problems.size() - 5) + " more" : ""));
    }
  }

  private static NDArray value(Map<String, NDArray> values, String path) {
    return java.util.Objects.requireNonNull(values.get(path));
  }

  private static Map<String, Variable> numbered(Optimizer optimizer) {
    Map<String, Variable> paths = new LinkedHashMap<>();
    for (Variable v : optimizer.variables()) {
      paths.put(OPTIMIZER + paths.size(), v);
    }
    return paths;
  }

  private static List<NDArray> takeOptimizer(Map<String, NDArray> values) {
    List<NDArray> saved = new ArrayList<>();
    for (NDArray v = values.remove(OPTIMIZER + 0);
        v != null;
        v = values.remove(OPTIMIZER + saved.size())) {
      saved.add(v);
    }
    return saved;
  }

  /** As in Keras, an optimizer that has not taken a step yet stays fresh. */
  private static Map<Variable, NDArray> optimizerState(
      @Nullable Optimizer optimizer, List<NDArray> saved) {
    if (optimizer == null || saved.isEmpty() || !optimizer.isBuilt()) {
      return Map.of();
    }
    List<Variable> variables = optimizer.variables();
    String problem = difference(variables, saved);
    if (problem != null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The state of optimizer {0} was not loaded, as the file has that of another one: {1}",
          optimizer.name(),
          problem);
      return Map.of();
    }
    Map<Variable, NDArray> state = new LinkedHashMap<>();
    for (int i = 0; i < saved.size(); i++) {
      state.put(variables.get(i), saved.get(i));
    }
    return state;
  }

  private static @Nullable String difference(List<Variable> variables, List<NDArray> saved) {
    for (int i = 0; i < Math.min(variables.size(), saved.size()); i++) {
      if (!variables.get(i).shape().equals(saved.get(i).shape())) {
        return OPTIMIZER
            + i
            + " has shape "
            + saved.get(i).shape()
            + ", but "
            + variables.get(i).path()
            + " has shape "
            + variables.get(i).shape();
      }
    }
    return variables.size() == saved.size()
        ? null
        : "it has "
            + variables.size()
            + " variables, the file has "
            + saved.size()
            + (saved.size() < variables.size()
                ? "; there is nothing for " + variables.get(saved.size()).path()
                : "");
  }

  private static void requireBuilt(Model model, String what) {
    if (!model.isBuilt()) {
      throw new IllegalStateException(
          "The weights of model '"
              + model.name()
              + "' cannot be "
              + what
              + " before it is built: begin it with Input.of(…) or call build(shape)");
    }
  }

  private static void requireNpz(String method, Path file) {
    String name = file.toString();
    if (name.endsWith(SUFFIX)) {
      return;
    }
    boolean keras = name.endsWith(".keras") || name.endsWith(".h5") || name.endsWith(".hdf5");
    throw new IllegalArgumentException(
        method
            + ": "
            + (keras
                ? "files of the kind " + name + " are not supported yet"
                : "the file name must end in " + SUFFIX)
            + "; use a name such as model"
            + SUFFIX
            + ". Received "
            + name);
  }
}
