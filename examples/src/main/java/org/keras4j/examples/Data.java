package org.keras4j.examples;

import org.keras4j.datasets.DatasetUnavailableException;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.datasets.Mnist;

/** Where the examples get their images. */
final class Data {

  private Data() {}

  /** Returns MNIST, or generated digits where it can neither be found nor downloaded. */
  static ImageDataset mnistOrDigits() {
    try {
      return Mnist.loadData();
    } catch (DatasetUnavailableException e) {
      System.out.println(e.getMessage());
      System.out.println();
      System.out.println(
          "Going on with Digits instead: generated images of digits. Their accuracies are not those"
              + " of MNIST.");
      return Digits.loadData();
    }
  }
}
