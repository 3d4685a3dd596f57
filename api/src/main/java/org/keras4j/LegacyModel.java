package org.keras4j;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Json;
import org.keras4j.internal.hdf5.Hdf5File;
import org.keras4j.internal.hdf5.LegacyFile;

/** Reads whole models from legacy {@code .h5} files of Keras 2 and 3. */
final class LegacyModel {

  /** Keras 2 registers its own optimizers like the classes of users. */
  private static final String CUSTOM = "Custom>";

  private static final Set<String> OPTIMIZERS =
      Set.of(
          "Adadelta",
          "Adafactor",
          "Adagrad",
          "Adam",
          "AdamW",
          "Adamax",
          "Ftrl",
          "Lion",
          "Nadam",
          "RMSprop",
          "SGD");

  private LegacyModel() {}

  /** Makes a predictor; its weights come straight from the file, not by way of the model. */
  static Predictor predictor(Hdf5File file) throws IOException {
    try (Model model = withoutWeights(file)) {
      return ModelFiles.predictor(
          model, new SavedTensors(LegacyWeights.places(model, file, new LoadWeightsOptions())));
    }
  }

  private static Model withoutWeights(Hdf5File file) throws IOException {
    String config = LegacyFile.isOfKeras3(file) ? null : LegacyFile.of(file).modelConfig();
    if (config == null) {
      throw new IOException(
          file.name()
              + " has weights only, no model: build it by code, then loadWeights reads this file");
    }
    return ModelJson.read(LegacyConfig.current(object(file, "model_config", config)));
  }

  static Model load(Hdf5File file, LoadModelOptions options) throws IOException {
    Model model = withoutWeights(file);
    try {
      LegacyWeights.load(model, file, new LoadWeightsOptions());
      String training = LegacyFile.of(file).trainingConfig();
      if (options.compile() && training != null) {
        model.compileFromConfig(compileConfig(object(file, "training_config", training)));
        LegacyOptimizer.load(model.optimizer(), file);
      }
      return model;
    } catch (IOException | RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static Map<?, ?> object(Hdf5File file, String attribute, String json) throws IOException {
    if (Json.read(json) instanceof Map<?, ?> object) {
      return object;
    }
    throw new IOException(file.name() + ": the attribute '" + attribute + "' is no JSON object");
  }

  /** Gives the optimizer the place and the form of today. */
  private static Map<String, @Nullable Object> compileConfig(Map<?, ?> training) {
    Map<String, @Nullable Object> compile = LegacyConfig.copy(training);
    Object optimizer = compile.remove("optimizer_config");
    if (optimizer instanceof Map<?, ?> written) {
      Map<String, @Nullable Object> object = LegacyConfig.copy(written);
      if (object.get("class_name") instanceof String name
          && name.startsWith(CUSTOM)
          && OPTIMIZERS.contains(name.substring(CUSTOM.length()))) {
        object.put("class_name", name.substring(CUSTOM.length()));
      }
      if (object.get("config") instanceof Map<?, ?> config) {
        Map<String, @Nullable Object> own = LegacyConfig.copy(config);
        own.keySet().removeAll(Set.of("jit_compile", "is_legacy_optimizer"));
        object.put("config", own);
      }
      optimizer = object;
    }
    compile.put("optimizer", optimizer);
    compile.remove("sample_weight_mode");
    return compile;
  }
}
