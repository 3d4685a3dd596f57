package org.keras4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a layer in the config of a model.
 *
 * @param inputs the tensors, in order
 * @param names of the inputs, if they are given by name, or else empty
 * @param separate whether the inputs are arguments of their own, not a list
 * @param training the mode, or null
 */
record InboundCall(
    List<TensorReference> inputs,
    List<String> names,
    boolean separate,
    @Nullable Boolean training) {

  private static final String ASK =
      "; a layer is called on tensors, a list or an object of them. What else a call needs belongs"
          + " into the constructor of the layer";

  /**
   * Reads what Keras has written of a call.
   *
   * @param layer what error messages begin with
   */
  static InboundCall read(String layer, Object written) {
    if (!(written instanceof Map<?, ?> call) || !(call.get("args") instanceof List<?> args)) {
      throw new IllegalArgumentException(
          layer
              + "'inbound_nodes' must hold objects with 'args' and 'kwargs'; received "
              + written
              + ". If it is of Keras 2, load it with Keras 3 and save it again");
    }
    Map<?, ?> kwargs = call.get("kwargs") instanceof Map<?, ?> k ? k : Map.of();
    Map<String, TensorReference> byName = new LinkedHashMap<>();
    List<TensorReference> inputs = new ArrayList<>();
    if (args.size() == 1
        && args.get(0) instanceof Map<?, ?> map
        && !TensorReference.CLASS.equals(map.get("class_name"))) {
      map.forEach((name, t) -> byName.put(String.valueOf(name), tensor(layer, t)));
      inputs.addAll(byName.values());
    } else {
      collect(layer, args, inputs);
    }
    return new InboundCall(
        inputs, List.copyOf(byName.keySet()), args.size() > 1, training(layer, kwargs));
  }

  private static void collect(String layer, List<?> args, List<TensorReference> into) {
    for (Object arg : args) {
      if (arg instanceof List<?> list) {
        list.forEach(t -> into.add(tensor(layer, t)));
      } else {
        into.add(tensor(layer, arg));
      }
    }
  }

  private static TensorReference tensor(String layer, @Nullable Object arg) {
    TensorReference tensor = TensorReference.ofArgument(arg);
    if (tensor == null) {
      throw new IllegalArgumentException(layer + "is called with the argument " + arg + ASK);
    }
    return tensor;
  }

  /** Masks are found again by the layers, so only the mode is left of what has a name. */
  private static @Nullable Boolean training(String layer, Map<?, ?> kwargs) {
    Boolean mode = null;
    for (Map.Entry<?, ?> e : kwargs.entrySet()) {
      Object value = e.getValue();
      if ("training".equals(e.getKey()) && (value == null || value instanceof Boolean)) {
        mode = (Boolean) value;
      } else if (value != null && !"mask".equals(e.getKey())) {
        throw new IllegalArgumentException(
            layer + "is called with the argument " + e.getKey() + "=" + value + ASK);
      }
    }
    return mode;
  }
}
