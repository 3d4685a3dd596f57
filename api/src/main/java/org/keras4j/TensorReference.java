package org.keras4j;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tensor in the config of a model: which call of which layer gave it, at which place. */
record TensorReference(String layer, int call, int place) {

  static final String CLASS = "__keras_tensor__";

  /** Returns what stands in the file. */
  @Override
  public String toString() {
    return List.of(layer, call, place).toString();
  }

  /** Returns the tensor that an argument of a call is, or null if it is something else. */
  static @Nullable TensorReference ofArgument(@Nullable Object written) {
    return written instanceof Map<?, ?> map
            && CLASS.equals(map.get("class_name"))
            && map.get("config") instanceof Map<?, ?> config
        ? ofHistory(config.get("keras_history"))
        : null;
  }

  /** Returns what the three elements of a history say, or null if they are others. */
  static @Nullable TensorReference ofHistory(@Nullable Object written) {
    return written instanceof List<?> history
            && history.size() == 3
            && history.get(0) instanceof String layer
            && history.get(1) instanceof Integer call
            && history.get(2) instanceof Integer place
            && call >= 0
            && place >= 0
        ? new TensorReference(layer, call, place)
        : null;
  }
}
