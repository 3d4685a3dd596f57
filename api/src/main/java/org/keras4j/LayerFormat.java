package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.MergeLayer;

/** The layers of a model in its config. */
final class LayerFormat {

  private LayerFormat() {}

  @SuppressWarnings("unchecked") // that of a layer is an object
  static Map<String, @Nullable Object> written(Layer layer) {
    return (Map<String, @Nullable Object>) Layer.KIND.write(layer);
  }

  /** Returns whether Python calls the layer on a list of tensors. */
  static boolean takesList(Layer layer, int inputs) {
    return inputs > 1 || layer instanceof MergeLayer;
  }

  /**
   * Makes the layer that stands in the config of a model.
   *
   * @param model what the message begins with if it cannot be made
   */
  static Layer read(String model, Object written) {
    if (!(written instanceof Map<?, ?> map && map.get("class_name") instanceof String className)) {
      throw new IllegalArgumentException(
          model + ": each of 'layers' must be an object with 'class_name' and 'config'");
    }
    Object name =
        map.get("config") instanceof Map<?, ?> c && c.get("name") != null
            ? c.get("name")
            : map.get("name");
    String layer = model + ", layer '" + name + "' (" + className + "): ";
    if (className.equals("Lambda")) {
      throw new IllegalArgumentException(
          layer
              + "holds a Python function, which cannot be run here; in Python put a class in its"
              + " place that is registered with @keras.saving.register_keras_serializable, and"
              + " register one that computes the same with Keras.register");
    }
    try {
      return Layer.KIND.read(map);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(layer + e.getMessage(), e);
    }
  }

  /** Returns the list under a key of a model's config. */
  static List<Object> list(String model, Map<String, ?> config, String key) {
    if (!(config.get(key) instanceof List<?> list) || list.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          model + ": '" + key + "' must be a list of objects; there is " + config.keySet());
    }
    return new ArrayList<>(list);
  }

  /** Returns the name in a model's config, or one that describes a model without. */
  static @Nullable String name(Map<String, ?> config) {
    Object name = config.get("name");
    if (name != null && !(name instanceof String)) {
      throw new IllegalArgumentException(
          "Config of a model: 'name' must be a text; received " + name);
    }
    return (String) name;
  }
}
