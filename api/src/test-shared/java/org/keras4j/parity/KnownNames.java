package org.keras4j.parity;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.keras4j.core.Kind;
import org.keras4j.layers.Layer;

/** The names of classes that tests of each class go through. */
public final class KnownNames {

  private KnownNames() {}

  /**
   * Returns the classes of a kind, but for those that other tests register; of layers those that
   * compute something of their own: models and inputs are tried by the tests of models.
   */
  public static Set<String> of(Kind<?> kind) {
    Set<String> known = new TreeSet<>(kind.classNames());
    known.removeIf(name -> name.contains(">"));
    if (kind == Layer.KIND) {
      known.removeAll(List.of("Functional", "InputLayer", "Sequential"));
    }
    return known;
  }
}
