package org.keras4j.activations;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;

/** Keras's activation functions, by name and as constants. */
public final class Activations {

  private static final Map<String, Activation> BY_NAME = new LinkedHashMap<>();

  /** {@code x}. */
  public static final Activation LINEAR = named("linear", (tf, x) -> x);

  /** {@code max(x, 0)}. */
  public static final Activation RELU = named("relu", (tf, x) -> tf.nn.relu(x));

  /** {@code eˣ / Σ eˣ} over the last axis. */
  public static final Activation SOFTMAX = named("softmax", (tf, x) -> tf.nn.softmax(x));

  private Activations() {}

  private static Activation named(String name, Activation activation) {
    BY_NAME.put(name, activation);
    return activation;
  }

  /**
   * Returns the activation of this name.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Activation get(String name) {
    Activation a = BY_NAME.get(name);
    if (a == null) {
      throw Names.unknown("activation", name, BY_NAME.keySet());
    }
    return a;
  }

  /** Returns the name of one of Keras's activations, or null for any other function. */
  public static @Nullable String nameOf(Activation activation) {
    for (Map.Entry<String, Activation> e : BY_NAME.entrySet()) {
      if (e.getValue() == activation) {
        return e.getKey();
      }
    }
    return null;
  }
}
