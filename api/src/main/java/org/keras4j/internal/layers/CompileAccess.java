package org.keras4j.internal.layers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.layers.Layer;

/**
 * What layers know of models, which stand above them: a model among layers is written with how it
 * was compiled, and read with it.
 */
public abstract class CompileAccess {

  private static volatile @Nullable CompileAccess models;

  /** For the class of models. */
  protected CompileAccess() {}

  /** Registers the implementation; before that there are no models. */
  public static void set(CompileAccess access) {
    models = access;
  }

  /** Returns the implementation, or null if there are no models yet. */
  public static @Nullable CompileAccess get() {
    return models;
  }

  /** Returns what a model was compiled with, empty if it was not; null for other layers. */
  public abstract @Nullable Map<String, @Nullable Object> compileConfig(Layer layer);

  /** Compiles the layer, if it is a model. */
  public abstract void compile(Layer layer, Map<String, ?> config);
}
