package org.keras4j.datasets;

import java.util.Locale;
import java.util.Objects;
import org.keras4j.ndarray.NDArray;

/**
 * Labelled images, already divided into a training and a test part: what Keras's {@code load_data}
 * returns as {@code (x_train, y_train), (x_test, y_test)}.
 *
 * @param xTrain training images, {@code uint8} of shape {@code (n, height, width)}: grey values
 *     from 0, the background, to 255
 * @param yTrain their classes, {@code uint8} of shape {@code (n,)}, from 0
 * @param xTest test images, as {@code xTrain}
 * @param yTest their classes, as {@code yTrain}
 */
public record ImageDataset(NDArray xTrain, NDArray yTrain, NDArray xTest, NDArray yTest) {
  /**
   * Checks that there is one label an image.
   *
   * @param xTrain training images
   * @param yTrain one label a training image
   * @param xTest test images
   * @param yTest one label a test image
   * @throws IllegalArgumentException if the numbers of images and labels differ
   */
  public ImageDataset {
    Objects.requireNonNull(xTrain, "xTrain");
    Objects.requireNonNull(yTrain, "yTrain");
    Objects.requireNonNull(xTest, "xTest");
    Objects.requireNonNull(yTest, "yTest");
    requireSameLength("training", xTrain, yTrain);
    requireSameLength("test", xTest, yTest);
  }

  private static void requireSameLength(String part, NDArray x, NDArray y) {
    if (x.length() != y.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ImageDataset: %d %s images but %d labels",
              x.length(),
              part,
              y.length()));
    }
  }

  /** Returns the shapes, for example {@code xTrain (60000, 28, 28), yTrain (60000,), …}. */
  @Override
  public String toString() {
    return "ImageDataset[xTrain %s, yTrain %s, xTest %s, yTest %s]"
        .formatted(xTrain.shape(), yTrain.shape(), xTest.shape(), yTest.shape());
  }
}
