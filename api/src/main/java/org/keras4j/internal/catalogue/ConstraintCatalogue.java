package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.MaxNorm;
import org.keras4j.constraints.MinMaxNorm;
import org.keras4j.constraints.NonNeg;
import org.keras4j.constraints.UnitNorm;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;

/** Keras's constraints. */
public final class ConstraintCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public ConstraintCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Constraint.KIND.entry(
            MaxNorm.class,
            a -> a.has("max_value") ? new MaxNorm(a.number("max_value")) : new MaxNorm(),
            "max_norm"),
        Constraint.KIND.entry(MinMaxNorm.class, a -> new MinMaxNorm(), "min_max_norm"),
        Constraint.KIND.entry(NonNeg.class, a -> new NonNeg(), "non_neg"),
        Constraint.KIND.entry(UnitNorm.class, a -> new UnitNorm(), "unit_norm"));
  }
}
