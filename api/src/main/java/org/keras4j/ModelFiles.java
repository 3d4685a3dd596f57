package org.keras4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.Json;
import org.keras4j.internal.engine.FrozenModel;
import org.keras4j.internal.graph.WeightSource;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.saving.KerasArchive;

/** Writes and reads whole models: {@code .keras} archives, and legacy {@code .h5} files. */
final class ModelFiles {

  private static final String SUFFIX = ".keras";

  /** The version of Keras whose files these are; loading does not look at it. */
  private static final String KERAS = "3.15.1";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT);

  /** Where a model's own metadata stands, which Keras does not look at. */
  private static final String OWN = "keras4j";

  private ModelFiles() {}

  static void save(Model model, Path file, boolean overwrite) {
    requireName(file);
    if (!model.isBuilt()) {
      throw new IllegalStateException(
          "Model '"
              + model.name()
              + "' cannot be saved before it is built: begin it with Input.of(…) or call build(shape)");
    }
    if (!overwrite && Files.exists(file)) {
      throw new IllegalArgumentException(
          "save: " + file + " exists already; choose another name, or save with overwrite");
    }
    try {
      Hdf5Weights.save(
          model,
          weights ->
              KerasArchive.write(
                  file, Json.write(metadata(model)), ModelJson.writeShared(model), weights::write));
    } catch (IOException e) {
      throw FileErrors.unchecked("Model '" + model.name() + "' could not be written to " + file, e);
    }
  }

  private static void requireName(Path file) {
    if (!file.toString().endsWith(SUFFIX)) {
      throw new IllegalArgumentException(
          "save: the file name must end in "
              + SUFFIX
              + "; saveWeights writes .weights.h5, export a SavedModel. Received "
              + file);
    }
  }

  private static Map<String, Object> metadata(Model model) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("keras_version", KERAS);
    all.put("date_saved", DATE.format(LocalDateTime.now(ZoneId.systemDefault())));
    if (!model.metadata().asMap().isEmpty()) {
      all.put(OWN, model.metadata().asMap());
    }
    return all;
  }

  static Model load(Path file, LoadModelOptions options) {
    return read(
        file,
        options.compile(),
        (model, weights) -> {
          loadWeights(model, file, weights, false);
          return model;
        },
        legacy -> LegacyModel.load(legacy, options));
  }

  /** Makes a predictor; its weights come straight from the file, not by way of the model. */
  static Predictor predictor(Path file) {
    return read(
        file,
        false,
        (model, weights) -> {
          requireWeights(model, file, weights);
          return predictor(
              model,
              weights == null || !model.isBuilt()
                  ? WeightSource.NONE
                  : SavedTensors.of(model, weights));
        },
        LegacyModel::predictor);
  }

  /** Makes a predictor of a model that is closed then. */
  static Predictor predictor(Model model, WeightSource source) {
    try (model) {
      return new Predictor(new FrozenModel(GraphFunction.of(model), source), model.metadata());
    }
  }

  /** What is made of a model whose weights are still in the archive. */
  @FunctionalInterface
  private interface Finish<T> {
    T finish(Model model, @Nullable Hdf5File weights) throws IOException;
  }

  /** What is made of a legacy file. */
  @FunctionalInterface
  private interface LegacyReader<T> {
    T read(Hdf5File file) throws IOException;
  }

  private static <T> T read(Path file, boolean compile, Finish<T> archive, LegacyReader<T> legacy) {
    String name = file.toString();
    try {
      if (name.endsWith(SUFFIX)) {
        return readArchive(file, compile, archive);
      }
      if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
        try (Hdf5File open = Hdf5File.open(file)) {
          return legacy.read(open);
        }
      }
    } catch (IOException e) {
      throw FileErrors.unchecked("The model could not be loaded", e);
    } catch (IllegalArgumentException e) {
      // What is wrong in a config says which layer, not which file.
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    String ends = "the file name must end in .keras, or in .h5 for a legacy file";
    throw new IllegalArgumentException(
        "loadModel: "
            + (Files.isDirectory(file)
                ? file + " is a folder; a SavedModel is read by Keras.loadSavedModel"
                : Files.exists(file)
                    ? ends + "; received " + file
                    : file + " does not exist; " + ends + ", only a SavedModel is a folder"));
  }

  private static <T> T readArchive(Path file, boolean compile, Finish<T> finish)
      throws IOException {
    return KerasArchive.read(
        file,
        contents -> {
          Model model = ModelJson.read(contents.config(), compile);
          try {
            metadata(model, contents.metadata());
            return finish.finish(model, contents.weights());
          } catch (IOException | RuntimeException | Error e) {
            model.close();
            throw e;
          }
        });
  }

  /** Loads the weights of a whole model into one that may have been made otherwise. */
  static void loadWeights(Model model, Path file, boolean skipMismatch) throws IOException {
    KerasArchive.read(
        file,
        contents -> {
          loadWeights(model, file, contents.weights(), skipMismatch);
          return model;
        });
  }

  private static void loadWeights(
      Model model, Path file, @Nullable Hdf5File weights, boolean skipMismatch) throws IOException {
    requireWeights(model, file, weights);
    if (weights != null && model.isBuilt()) {
      WeightFiles.load(model, weights, skipMismatch);
    }
  }

  private static void requireWeights(Model model, Path file, @Nullable Hdf5File weights)
      throws IOException {
    if (weights == null && model.isBuilt() && !model.variables().isEmpty()) {
      throw new IOException(file + " has no model.weights.h5, but its model has weights");
    }
  }

  private static void metadata(Model model, String json) {
    if (json.isEmpty()
        || !(Json.read(json) instanceof Map<?, ?> all)
        || !(all.get(OWN) instanceof Map<?, ?> own)) {
      return;
    }
    own.forEach(
        (name, value) -> {
          if (name instanceof String entry && value instanceof String text) {
            model.metadata(entry, text);
          } else if (name instanceof String entry && value instanceof List<?> list) {
            model.metadata(entry, list.stream().map(String::valueOf).toList());
          }
        });
  }
}
