package org.keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Json;
import org.keras4j.internal.core.SharedObjects;
import org.keras4j.layers.Layer;

/** Whole models as text. */
final class ModelJson {

  private static final String COMPILE = "compile_config";
  private static final String BUILD = "build_config";
  private static final String CONFIG = "config";
  private static final String LAYERS = "layers";

  private ModelJson() {}

  /** Writes a model for a file, in which an object that several layers hold is one. */
  static String writeShared(Model model) {
    return SharedObjects.inOneFile(() -> Json.write(LayerFormat.written(model)));
  }

  /**
   * Makes the model that a text describes.
   *
   * @param compile whether to compile it as it was when it was written
   * @throws IllegalArgumentException if it describes none that can be made here
   */
  static Model read(String json, boolean compile) {
    if (!(Json.read(json) instanceof Map<?, ?> written)) {
      throw notAModel(String.valueOf(json));
    }
    return read(compile ? written : without(written, COMPILE));
  }

  /** Makes the model that an object describes; see {@link #read(String, boolean)}. */
  static Model read(Map<?, ?> written) {
    try {
      return Attempt.at(() -> made(written));
    } catch (IllegalStateException e) {
      // What a program does at the wrong time is in a text a wrong description.
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Model made(Map<?, ?> written) {
    Layer made = SharedObjects.inOneFile(() -> Layer.KIND.read(written));
    if (made instanceof Model model) {
      return model;
    }
    throw notAModel(made.toString());
  }

  private static IllegalArgumentException notAModel(String received) {
    return new IllegalArgumentException(
        "A model is written as an object with the class_name 'Sequential' or 'Functional'; received "
            + (received.length() <= 200 ? received : received.substring(0, 200) + "…"));
  }

  /** Makes the model again, its layers when they are called and not before, as Keras does. */
  static Model clone(Model model) {
    Map<String, @Nullable Object> written = LayerFormat.written(model);
    if (written.get(CONFIG) instanceof Map<?, ?> config
        && config.get(LAYERS) instanceof List<?> layers) {
      List<Object> unbuilt = new ArrayList<>();
      layers.forEach(l -> unbuilt.add(l instanceof Map<?, ?> map ? without(map, BUILD) : l));
      Map<Object, @Nullable Object> changed = new LinkedHashMap<>(config);
      changed.put(LAYERS, unbuilt);
      written.put(CONFIG, changed);
    }
    Model clone = read(written);
    model.metadata().copyTo(clone);
    return clone;
  }

  private static Map<?, ?> without(Map<?, ?> written, String key) {
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>(written);
    rest.remove(key);
    return rest;
  }
}
