package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.utils.Utils;

/**
 * The images that every side works on: each reads all four arrays, as {@code load_data} does, and
 * makes floats of those it needs.
 *
 * @param arrays as in the file
 */
record Images(Map<String, NDArray> arrays) {

  static Images read(Path npz) throws IOException {
    return new Images(Npz.read(npz));
  }

  /** Returns the training images, float32 from 0 to 255. */
  NDArray x() {
    return floats("x_train");
  }

  /** Returns the one-hot classes of the training images. */
  NDArray y() {
    return Utils.toCategorical(classes(), 10).asType(DType.FLOAT32);
  }

  /** Returns the classes of the training images as numbers. */
  NDArray classes() {
    return array("y_train");
  }

  /** Returns the test images. */
  NDArray test() {
    return floats("x_test");
  }

  private NDArray floats(String name) {
    return array(name).asType(DType.FLOAT32).expandDims(-1);
  }

  private NDArray array(String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /**
   * Returns the file of MNIST from {@code KERAS_HOME}, or of generated digits if it is not there.
   */
  static Path file() throws IOException {
    String home = System.getenv("KERAS_HOME");
    Path base = home == null ? Path.of(System.getProperty("user.home"), ".keras") : Path.of(home);
    Path mnist = base.resolve("datasets").resolve("mnist.npz");
    if (Files.exists(mnist)) {
      return mnist.toAbsolutePath();
    }
    Path generated = Files.createTempFile("digits", ".npz");
    generated.toFile().deleteOnExit();
    ImageDataset d = Digits.loadData(60_000, 10_000, 1);
    Npz.write(
        generated,
        Map.of(
            "x_train",
            d.xTrain(),
            "y_train",
            d.yTrain(),
            "x_test",
            d.xTest(),
            "y_test",
            d.yTest()));
    return generated;
  }
}
