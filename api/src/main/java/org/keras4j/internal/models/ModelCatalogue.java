package org.keras4j.internal.models;

import java.util.List;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.layers.Layer;

/** Keras's models, which are layers too. */
public final class ModelCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public ModelCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Layer.KIND
            .entry("Functional", Model.class, a -> Model.fromConfig(a.asMap()))
            .inModule("keras.src.models.functional")
            .onlyInObjects(),
        Layer.KIND
            .entry(Sequential.class, a -> Sequential.fromConfig(a.asMap()))
            .inModule("keras")
            .onlyInObjects());
  }
}
