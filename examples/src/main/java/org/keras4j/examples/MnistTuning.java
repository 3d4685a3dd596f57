package org.keras4j.examples;

/**
 * Tunes how much a small convolutional network's images are rotated, shifted and zoomed, by
 * Bayesian optimisation of its accuracy on held-out digits; see {@link MyHyperModel} for the
 * network and {@link Tuning} for the search.
 *
 * <p>By default on a part of MNIST, 1,500 images, with 4 epochs and 3 trials; {@code --full} is the
 * whole experiment: 50,000 images, up to 100 epochs, ten trials, hours on a small machine.
 */
public final class MnistTuning {

  private static final String AIMS =
      """
      Tuning. You will learn to let a tuner search a hyperparameter: how much the images of MNIST
      are to be rotated, shifted and zoomed for a small convolutional network to do best on
      digits it has not seen. This is a small search: few images, epochs and trials. --full is
      the whole experiment, which takes hours.""";

  private MnistTuning() {}

  /**
   * Runs the experiment.
   *
   * @param args {@code --full} for the whole of it; {@code --images N}, {@code --epochs N}, {@code
   *     --trials N} for a part; {@code --resume} to go on with a search that was interrupted;
   *     {@code --data}, {@code --seed S}, {@code --output FOLDER}
   */
  public static void main(String[] args) {
    new Tuning("mnist-tuning", Settings.MNIST, Settings.MNIST.reduced(0.00168), AIMS).run(args);
  }
}
