package org.keras4j.examples;

/**
 * Trains the network of the Fashion-MNIST exercise once, at the strength of augmentation that its
 * search finds best, on all images: 50,000 to train, 10,000 to validate, up to 100 epochs with
 * early stopping.
 */
public final class FashionMnistTraining {

  private FashionMnistTraining() {}

  /**
   * Runs the training.
   *
   * @param args {@code --factor F} (by default 0.01), {@code --epochs N} (100), {@code --images N}
   *     (50000), {@code --seed S} (23), {@code --data}, {@code --output FOLDER} for the learning
   *     curves, {@code --bfloat16}
   */
  public static void main(String[] args) {
    OneTraining.run("fashion-mnist-training", args, Settings.FASHION_MNIST, 0.01);
  }
}
