package org.keras4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Variable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.optimizers.Optimizer;

/**
 * Writes and reads the values of a model's and its optimizer's variables. The entries have the
 * paths that Keras gives them, such as {@code layers/dense/vars/0}.
 */
final class WeightFiles {

  static final String OPTIMIZER = "optimizer/vars/";

  private WeightFiles() {}

  static void save(Model model, Path file) {
    WeightFormat format = WeightFormat.toSave(file);
    requireBuilt(model, "saved");
    try {
      if (format == WeightFormat.NPZ) {
        Npz.write(file, values(model));
      } else {
        Hdf5Weights.save(model, tree -> tree.write(file));
      }
    } catch (IOException e) {
      throw FileErrors.unchecked(
          "The weights of model '" + model.name() + "' could not be written to " + file, e);
    }
  }

  static void load(Model model, Path file, LoadWeightsOptions options) {
    WeightFormat format = WeightFormat.toLoad(file);
    if (options.byName() && format != WeightFormat.LEGACY) {
      throw new IllegalArgumentException(
          "loadWeights: byName(true) is for legacy files, whose names end in .h5 or .hdf5; received "
              + file);
    }
    requireBuilt(model, "loaded");
    try {
      switch (format) {
        case NPZ -> loadNpz(model, file, options.skipMismatch());
        case HDF5 -> {
          try (Hdf5File open = Hdf5File.open(file)) {
            load(model, open, options.skipMismatch());
          }
        }
        case ARCHIVE -> ModelFiles.loadWeights(model, file, options.skipMismatch());
        case LEGACY -> {
          try (Hdf5File open = Hdf5File.open(file)) {
            LegacyWeights.load(model, open, options);
          }
        }
      }
    } catch (IOException e) {
      // The reason names the file.
      throw FileErrors.unchecked(
          "The weights of model '" + model.name() + "' could not be read", e);
    }
  }

  /** Loads the weights of a file that may be part of an archive. */
  static void load(Model model, Hdf5File file, boolean skipMismatch) throws IOException {
    WeightLoading.load(model, new Hdf5Weights(file), skipMismatch);
  }

  private static void loadNpz(Model model, Path file, boolean skipMismatch) throws IOException {
    Map<String, NDArray> entries = new LinkedHashMap<>(Npz.read(file));
    Map<String, NDArray> optimizer = new LinkedHashMap<>(entries);
    optimizer.keySet().removeIf(path -> !path.startsWith(OPTIMIZER));
    entries.keySet().removeAll(optimizer.keySet());
    Map<String, NDArray> all =
        new LinkedHashMap<>(EarlierWeightNames.replaced(model, WeightPaths.of(model), entries));
    all.putAll(optimizer);
    WeightLoading.load(model, SavedWeights.of(file.toString(), all), skipMismatch);
  }

  /** Returns the variables of a model and its optimizer by their paths. */
  static Map<String, Variable> variables(Model model) {
    Map<String, Variable> variables = new LinkedHashMap<>(WeightPaths.of(model));
    Optimizer optimizer = model.optimizerOrNull();
    if (optimizer != null) {
      List<Variable> own = optimizer.variables();
      for (int i = 0; i < own.size(); i++) {
        variables.put(OPTIMIZER + i, own.get(i));
      }
    }
    return variables;
  }

  private static Map<String, NDArray> values(Model model) {
    Map<String, Variable> variables = variables(model);
    List<NDArray> saved = VariableAccess.get().values(variables.values());
    Map<String, NDArray> values = new LinkedHashMap<>();
    variables.keySet().forEach(path -> values.put(path, saved.get(values.size())));
    return values;
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
}
