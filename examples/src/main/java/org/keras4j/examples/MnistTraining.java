package org.keras4j.examples;

/**
 * Trains the network of {@link MnistTuning} once, at one strength of augmentation, on all of MNIST:
 * 50,000 images to train, 10,000 to validate, up to 100 epochs with early stopping.
 */
public final class MnistTraining {

  private MnistTraining() {}

  /**
   * Runs the training.
   *
   * @param args {@code --factor F} (by default 0.04), {@code --epochs N} (100), {@code --images N}
   *     (50000), {@code --seed S} (23), {@code --data}, {@code --output FOLDER} for the learning
   *     curves, {@code --bfloat16}
   */
  public static void main(String[] args) {
    OneTraining.run("mnist-training", args, Settings.MNIST, 0.04);
  }
}
