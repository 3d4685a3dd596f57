package org.keras4j.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.layers.CompileAccess;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.ndarray.Shape;

/** What Keras writes of a layer beside its config: how it was built, how a model was compiled. */
final class BesideConfig {

  private static final String BUILD = "build_config";
  private static final String COMPILE = "compile_config";
  private static final String INPUT_SHAPE = "input_shape";

  /** Keras counts these as built from the start, so there is no shape to remember. */
  private static final Set<Class<? extends Layer>> WITHOUT_SHAPE =
      Set.of(
          InputLayer.class,
          PoolingLayer.class,
          GlobalPooling.class,
          NoiseLayer.class,
          Activation.class,
          ActivityRegularization.class,
          ELU.class,
          LeakyReLU.class,
          Masking.class,
          ReLU.class,
          Reshape.class,
          Softmax.class);

  private BesideConfig() {}

  static void write(Layer layer, Map<String, @Nullable Object> into) {
    Map<String, @Nullable Object> build = layer.getBuildConfig();
    if (build != null) {
      into.put(BUILD, build);
    }
    CompileAccess models = CompileAccess.get();
    Map<String, @Nullable Object> compile = models == null ? null : models.compileConfig(layer);
    if (compile != null) {
      into.put(COMPILE, compile);
    }
  }

  static void read(Layer layer, Map<String, ?> from) {
    if (!layer.isBuilt() && from.get(BUILD) != null) {
      Map<String, ?> config = object(BUILD, from.get(BUILD));
      refusing(() -> layer.buildFromConfig(config));
    }
    CompileAccess models = CompileAccess.get();
    if (models != null && from.get(COMPILE) != null) {
      Map<String, ?> config = object(COMPILE, from.get(COMPILE));
      if (!config.isEmpty()) {
        refusing(() -> models.compile(layer, config));
      }
    }
  }

  /** What cannot be done with this file is an error of the file. */
  private static void refusing(Runnable work) {
    try {
      work.run();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // the keys of JSON objects are texts
  private static Map<String, ?> object(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    throw new IllegalArgumentException("'" + key + "' must be an object; received " + value);
  }

  static @Nullable Map<String, @Nullable Object> buildConfig(Layer layer, List<Shape> shapes) {
    if (WITHOUT_SHAPE.stream().anyMatch(c -> c.isInstance(layer))) {
      return null;
    }
    Map<String, @Nullable Object> config = new HashMap<>();
    config.put(
        INPUT_SHAPE,
        shapes.size() == 1 && !(layer instanceof MergeLayer)
            ? ShapeFormat.written(shapes.get(0))
            : shapes.stream().map(ShapeFormat::written).toList());
    return config;
  }

  /** Returns the shapes of a build config, none if there is no shape in it. */
  static List<Shape> inputShapes(Map<String, ?> config) {
    Object given = config.get(INPUT_SHAPE);
    if (given == null && config.get("shapes_dict") instanceof Map<?, ?> byName) {
      given = new ArrayList<>(byName.values());
    }
    if (given == null) {
      return List.of();
    }
    if (given instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof List) {
      return list.stream().map(s -> ShapeFormat.read(INPUT_SHAPE, s)).toList();
    }
    return List.of(ShapeFormat.read(INPUT_SHAPE, given));
  }
}
