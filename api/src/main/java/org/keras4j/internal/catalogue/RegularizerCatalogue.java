package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.regularizers.L1;
import org.keras4j.regularizers.L1L2;
import org.keras4j.regularizers.L2;
import org.keras4j.regularizers.OrthogonalRegularizer;
import org.keras4j.regularizers.Regularizer;

/** Keras's regularizers. */
public final class RegularizerCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public RegularizerCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Regularizer.KIND.entry(
            L1.class, a -> a.has("l1") ? new L1(a.number("l1")) : new L1(), "l1"),
        Regularizer.KIND.entry(
            L2.class, a -> a.has("l2") ? new L2(a.number("l2")) : new L2(), "l2"),
        Regularizer.KIND.entry(
            L1L2.class, a -> new L1L2(a.numberOr("l1", 0), a.numberOr("l2", 0)), "l1l2", "l1_l2"),
        Regularizer.KIND.entry(
            OrthogonalRegularizer.class,
            a ->
                a.has("factor")
                    ? new OrthogonalRegularizer(a.number("factor"))
                    : new OrthogonalRegularizer(),
            "orthogonal_regularizer"));
  }
}
