package org.keras4j.optimizers;

import org.keras4j.internal.Registry;

/** Finds optimizers by Keras's names, in any case. */
public final class Optimizers {

  private static final Registry<Optimizer> REGISTRY =
      new Registry<Optimizer>("optimizer", true)
          .add(SGD::new, "sgd")
          .add(RMSprop::new, "rmsprop")
          .add(Adam::new, "adam")
          .add(AdamW::new, "adamw")
          .add(Adamax::new, "adamax")
          .add(Nadam::new, "nadam")
          .add(Adagrad::new, "adagrad")
          .add(Adadelta::new, "adadelta")
          .add(Adafactor::new, "adafactor")
          .add(Ftrl::new, "ftrl")
          .add(Lion::new, "lion")
          .add(ScheduleFreeAdamW::new, "schedulefreeadamw")
          .add(Muon::new, "muon");

  private Optimizers() {}

  /**
   * Returns a new optimizer with its defaults.
   *
   * @param name such as {@code "adam"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Optimizer get(String name) {
    return REGISTRY.get(name);
  }

  /**
   * Returns a new optimizer for the name of its class, as it stands in model files.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Optimizer ofClass(String className) {
    return className.equals("Lamb") ? new Lamb() : get(className);
  }
}
