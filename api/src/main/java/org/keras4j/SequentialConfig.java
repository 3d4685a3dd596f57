package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.DtypePolicy;
import org.keras4j.internal.layers.Node;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;

/** How a sequential model is written and read: its layers one after the other. */
final class SequentialConfig {

  static final String LAYERS = "layers";
  static final String BUILD_INPUT_SHAPE = "build_input_shape";

  private SequentialConfig() {}

  /** Returns the layers, the input first if there is one. */
  static List<Object> layers(List<Layer> layers, @Nullable KerasTensor input) {
    List<Object> all = new ArrayList<>();
    if (input != null) {
      all.add(LayerFormat.written(Node.of(input).layer()));
    }
    layers.forEach(l -> all.add(LayerFormat.written(l)));
    return all;
  }

  static Sequential read(Map<String, ?> config) {
    String name = LayerFormat.name(config);
    Sequential model = new Sequential();
    if (name != null) {
      model.name(name);
    }
    if (config.get("dtype") != null) {
      model.dtype(policy(config.get("dtype")));
    }
    String where = "Model '" + name + "'";
    for (Object written : LayerFormat.list(where, config, LAYERS)) {
      Layer layer = LayerFormat.read(where, written);
      try {
        if (layer instanceof InputLayer input) {
          model.add(input.output());
        } else {
          model.add(layer);
        }
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
      }
    }
    Object shape = config.get(BUILD_INPUT_SHAPE);
    if (shape != null && !model.isBuilt() && !model.layers().isEmpty()) {
      model.build(ShapeFormat.read(BUILD_INPUT_SHAPE, shape));
    }
    if (Boolean.FALSE.equals(config.get("trainable"))) {
      model.trainable(false);
    }
    return model;
  }

  /** Keras writes an object, earlier only the name. */
  private static String policy(Object written) {
    Object name =
        written instanceof Map<?, ?> m && m.get("config") instanceof Map<?, ?> c
            ? c.get("name")
            : written;
    return DtypePolicy.of(String.valueOf(name)).toString();
  }
}
