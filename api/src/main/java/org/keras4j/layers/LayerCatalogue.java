package org.keras4j.layers;

import java.util.List;

/**
 * The layers that a module brings along, so that models saved with them can be loaded.
 *
 * <p>To be found by {@link java.util.ServiceLoader}: an implementation is public, has a constructor
 * without parameters, and is named in {@code module-info} ({@code provides}) or in {@code
 * META-INF/services/org.keras4j.layers.LayerCatalogue}. {@link Layers} asks all of them, and leaves
 * one that fails out with a warning.
 */
public interface LayerCatalogue {

  /** Returns the layers. */
  List<LayerType> layers();
}
