package org.keras4j;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the config of a Keras 2 model into that of a Keras 3 one, where both mean the same: the
 * shape of the input stands in an {@code InputLayer}, calls are objects in place of nested lists.
 * What is unknown stays as it is and is refused by who reads it.
 */
final class LegacyConfig {

  private static final String CONFIG = "config";
  private static final String CLASS = "class_name";
  private static final String LAYERS = "layers";
  private static final String INBOUND = "inbound_nodes";
  private static final String OLD_SHAPE = "batch_input_shape";
  private static final String SHAPE = "batch_shape";

  /** Of a normalization, which Keras 2 wrote as a list. */
  private static final String AXIS = "axis";

  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");

  private LegacyConfig() {}

  /** Returns the config of today; one of Keras 3 as it is. */
  static Map<String, @Nullable Object> current(Map<?, ?> written) {
    Map<String, @Nullable Object> object = copy(written);
    if ("Model".equals(object.get(CLASS))) {
      object.put(CLASS, "Functional");
    }
    if (object.get(CONFIG) instanceof Map<?, ?> config) {
      Map<String, @Nullable Object> own = copy(config);
      if (own.get(LAYERS) instanceof List<?> layers) {
        own.put(LAYERS, layers(layers, "Sequential".equals(object.get(CLASS))));
      } else if (own.containsKey(OLD_SHAPE)) {
        Object shape = own.remove(OLD_SHAPE);
        if ("InputLayer".equals(object.get(CLASS))) {
          own.put(SHAPE, shape);
        }
      }
      if (own.get(AXIS) instanceof List<?> axes && axes.size() == 1) {
        own.put(AXIS, axes.get(0));
      }
      object.put(CONFIG, own);
    }
    return object;
  }

  private static List<@Nullable Object> layers(List<?> written, boolean sequential) {
    List<@Nullable Object> layers = new ArrayList<>();
    Set<String> models = models(written);
    for (Object each : written) {
      if (!(each instanceof Map<?, ?> layer)) {
        layers.add(each);
        continue;
      }
      if (sequential && layers.isEmpty()) {
        input(layer, layers);
      }
      Map<String, @Nullable Object> object = current(layer);
      if (object.get(INBOUND) instanceof List<?> calls) {
        object.put(INBOUND, calls(calls, models));
      }
      layers.add(object);
    }
    return layers;
  }

  /** Returns the names of the layers that are models. */
  private static Set<String> models(List<?> layers) {
    Set<String> names = new HashSet<>();
    for (Object each : layers) {
      if (each instanceof Map<?, ?> layer
          && MODELS.contains(String.valueOf(layer.get(CLASS)))
          && layer.get(CONFIG) instanceof Map<?, ?> config) {
        names.add(
            String.valueOf(layer.get("name") == null ? config.get("name") : layer.get("name")));
      }
    }
    return names;
  }

  /** Adds the input that the first layer of a sequential model names the shape of. */
  private static void input(Map<?, ?> first, List<@Nullable Object> layers) {
    if ("InputLayer".equals(first.get(CLASS))
        || !(first.get(CONFIG) instanceof Map<?, ?> config)
        || config.get(OLD_SHAPE) == null) {
      return;
    }
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put(SHAPE, config.get(OLD_SHAPE));
    own.put("dtype", config.get("dtype") instanceof String dtype ? dtype : "float32");
    own.put("name", config.get("name") + "_input");
    Map<String, @Nullable Object> layer = new LinkedHashMap<>();
    layer.put(CLASS, "InputLayer");
    layer.put(CONFIG, own);
    layers.add(layer);
  }

  private static List<@Nullable Object> calls(List<?> written, Set<String> models) {
    List<@Nullable Object> calls = new ArrayList<>();
    for (Object call : written) {
      calls.add(call instanceof List<?> tensors ? call(tensors, models) : call);
    }
    return calls;
  }

  /** One call: a list of tensors, each a list of layer, call, number and further arguments. */
  private static Map<String, @Nullable Object> call(List<?> tensors, Set<String> models) {
    List<@Nullable Object> arguments = new ArrayList<>();
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (Object each : tensors) {
      if (each instanceof List<?> tensor && tensor.size() >= 3) {
        arguments.add(reference(tensor, models));
        if (tensor.size() > 3 && tensor.get(3) instanceof Map<?, ?> more) {
          more.forEach((key, value) -> named.put(String.valueOf(key), value));
        }
      } else {
        arguments.add(each);
      }
    }
    Map<String, @Nullable Object> call = new LinkedHashMap<>();
    call.put("args", arguments.size() == 1 ? arguments : List.of(arguments));
    call.put("kwargs", named);
    return call;
  }

  private static Map<String, @Nullable Object> reference(List<?> tensor, Set<String> models) {
    List<@Nullable Object> history = new ArrayList<>(tensor.subList(0, 3));
    // Keras 2 counted the making of a model as its first call.
    if (models.contains(String.valueOf(history.get(0)))
        && history.get(1) instanceof Number call
        && call.intValue() > 0) {
      history.set(1, call.intValue() - 1);
    }
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("keras_history", history);
    Map<String, @Nullable Object> reference = new LinkedHashMap<>();
    reference.put(CLASS, "__keras_tensor__");
    reference.put(CONFIG, config);
    return reference;
  }

  /** Returns a copy that can be changed. */
  static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
