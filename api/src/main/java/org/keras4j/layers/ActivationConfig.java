package org.keras4j.layers;

import java.util.Objects;
import org.keras4j.Config;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;

/** How layers keep their activation in a config: by name. */
final class ActivationConfig {

  private ActivationConfig() {}

  static Activation exchange(Config c, Activation current, String owner) {
    return Objects.requireNonNullElse(
        c.object("activation", current, a -> write(a, owner), v -> Activations.get((String) v)),
        Activations.LINEAR);
  }

  private static Object write(Activation a, String owner) {
    String name = Activations.nameOf(a);
    if (name == null) {
      throw new IllegalStateException(
          owner + " has an activation that is none of Keras's by name, so it cannot be saved");
    }
    return name;
  }
}
