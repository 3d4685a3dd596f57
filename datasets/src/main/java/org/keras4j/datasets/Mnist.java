package org.keras4j.datasets;

import java.util.List;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * MNIST: 70,000 handwritten digits of 28×28 pixels, by Yann LeCun, Corinna Cortes and Christopher
 * J. C. Burges; Keras's {@code datasets.mnist}.
 *
 * <p>The file is shared with Python's Keras: {@code datasets/mnist.npz} in the folder that the
 * system property or environment variable {@code KERAS_HOME} names, {@code ~/.keras} by default.
 * Licence of the data: Creative Commons Attribution-ShareAlike 3.0.
 */
public final class Mnist {
  static final RemoteFile FILE =
      new RemoteFile(
          "datasets/mnist.npz",
          RemoteFile.KERAS_ORIGIN.resolve("mnist.npz"),
          11_490_434,
          "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
          Format.NPZ,
          List.of(
              new Content(
                  "x_train",
                  Shape.of(60_000, 28, 28),
                  "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757"),
              new Content(
                  "y_train",
                  Shape.of(60_000),
                  "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"),
              new Content(
                  "x_test",
                  Shape.of(10_000, 28, 28),
                  "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"),
              new Content(
                  "y_test",
                  Shape.of(10_000),
                  "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5")));

  private Mnist() {}

  /**
   * Loads the data, from the cache or, the first time, over the network (11 MB).
   *
   * @return 60,000 training and 10,000 test images, {@code uint8} of 28×28, with labels 0 to 9
   * @throws DatasetUnavailableException if the file is not in the cache, or is damaged there, and
   *     cannot be downloaded
   */
  public static ImageDataset loadData() {
    return load(DatasetCache.standard());
  }

  static ImageDataset load(DatasetCache cache) {
    List<NDArray> arrays = cache.load("MNIST", FILE);
    return new ImageDataset(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3));
  }
}
