package org.keras4j.internal.layers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model is beside a layer: it is written with how it was compiled, and read with it. */
public interface Compilable {

  /** Returns what the model was compiled with; empty if it was not. */
  Map<String, @Nullable Object> getCompileConfig();

  /**
   * Compiles the model.
   *
   * @param config what {@link #getCompileConfig} returned
   */
  void compileFromConfig(Map<String, ?> config);
}
