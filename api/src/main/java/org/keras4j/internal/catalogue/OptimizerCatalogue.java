package org.keras4j.internal.catalogue;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.optimizers.Adadelta;
import org.keras4j.optimizers.Adafactor;
import org.keras4j.optimizers.Adagrad;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.AdamW;
import org.keras4j.optimizers.Adamax;
import org.keras4j.optimizers.Ftrl;
import org.keras4j.optimizers.Lamb;
import org.keras4j.optimizers.Lion;
import org.keras4j.optimizers.Muon;
import org.keras4j.optimizers.Nadam;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.RMSprop;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.ScheduleFreeAdamW;

/** Keras's optimizers. */
public final class OptimizerCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public OptimizerCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Optimizer.KIND.entry(SGD.class, a -> new SGD()),
        Optimizer.KIND.entry(RMSprop.class, a -> new RMSprop()),
        Optimizer.KIND.entry(Adam.class, a -> new Adam()),
        Optimizer.KIND.entry(AdamW.class, a -> new AdamW()),
        Optimizer.KIND.entry(Adamax.class, a -> new Adamax()),
        Optimizer.KIND.entry(Nadam.class, a -> new Nadam()),
        Optimizer.KIND.entry(Adagrad.class, a -> new Adagrad()),
        Optimizer.KIND.entry(Adadelta.class, a -> new Adadelta()),
        Optimizer.KIND.entry(Adafactor.class, a -> new Adafactor()),
        Optimizer.KIND.entry(Ftrl.class, a -> new Ftrl()),
        Optimizer.KIND.entry(Lion.class, a -> new Lion()),
        Optimizer.KIND.entry(ScheduleFreeAdamW.class, a -> new ScheduleFreeAdamW()),
        Optimizer.KIND.entry(Muon.class, a -> new Muon()),
        // Keras's get does not know its name.
        Optimizer.KIND.entry(Lamb.class, a -> new Lamb()).onlyInObjects());
  }
}
