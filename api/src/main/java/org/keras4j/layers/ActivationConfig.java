package org.keras4j.layers;

import java.util.Map;
import java.util.Objects;
import org.keras4j.Config;
import org.keras4j.Layer;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;

/** How layers keep their activation in a config: by name, or as an activation layer. */
final class ActivationConfig {

  private ActivationConfig() {}

  static Activation exchange(Config c, Activation current, String owner) {
    return Objects.requireNonNullElse(
        c.object("activation", current, a -> write(a, owner), v -> read(v, owner)),
        Activations.LINEAR);
  }

  private static Object write(Activation a, String owner) {
    Object written = a instanceof Layer layer ? Layers.toObject(layer) : Activations.describe(a);
    if (written == null) {
      throw new IllegalStateException(
          owner
              + " has an activation that Keras could not read back; use one by name or an"
              + " activation layer such as LeakyReLU");
    }
    return written;
  }

  @SuppressWarnings("unchecked")
  private static Activation read(Object v, String owner) {
    if (v instanceof String name) {
      return Activations.get(name);
    }
    if (v instanceof Map<?, ?> m && Layers.fromObject((Map<String, ?>) m) instanceof Activation a) {
      return a;
    }
    throw new IllegalArgumentException(
        owner + ": 'activation' must be a name or an activation layer; received " + v);
  }
}
