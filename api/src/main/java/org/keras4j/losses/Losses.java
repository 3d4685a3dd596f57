package org.keras4j.losses;

/** Finds losses by Keras's names. */
public final class Losses {

  private Losses() {}

  /**
   * Returns a new loss with its defaults. As in Keras, it is called what it was asked for, unless
   * that is the name of its class.
   *
   * @param name such as {@code "categorical_crossentropy"} or {@code "mse"}
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static Loss get(String name) {
    Loss made = Loss.KIND.get(name);
    return made.className().equals(name) ? made : made.name(name);
  }

  /**
   * Makes a loss of a function, such as {@code (tf, y, p) -> …}.
   *
   * @param name appears in logs of models with several outputs
   */
  public static Loss of(String name, LossFunction function) {
    return new LambdaLoss(name, function);
  }
}
