package org.keras4j.internal.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;

/** Keras's activation functions. */
public final class ActivationCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public ActivationCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    List<Entry<?>> all = new ArrayList<>();
    Activations.constants().forEach((name, a) -> all.add(Activation.KIND.entry(name, a)));
    return all;
  }
}
