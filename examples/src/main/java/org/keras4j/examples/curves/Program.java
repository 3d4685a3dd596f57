package org.keras4j.examples.curves;

import org.keras4j.Model;
import org.keras4j.callbacks.History;

/** A training that stands in {@code parity/curves.py}, too. */
@FunctionalInterface
interface Program {

  /** Builds, compiles and trains. */
  Trained train(CurveData d, FirstSteps steps);

  /**
   * What comes of it.
   *
   * @param model the trained model, which closing this closes
   * @param history of its training
   */
  record Trained(Model model, History history) implements AutoCloseable {
    @Override
    public void close() {
      model.close();
    }
  }
}
