package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.utils.Utils;

/**
 * The images that every side works on.
 *
 * @param x training images, float32, 0 to 255
 * @param y one-hot classes
 * @param test test images
 */
record Images(NDArray x, NDArray y, NDArray test) {

  static Images read(Path npz) throws IOException {
    Map<String, NDArray> all = Npz.read(npz);
    return new Images(
        array(all, "x_train").asType(DType.FLOAT32).expandDims(-1),
        Utils.toCategorical(array(all, "y_train"), 10).asType(DType.FLOAT32),
        array(all, "x_test").asType(DType.FLOAT32).expandDims(-1));
  }

  private static NDArray array(Map<String, NDArray> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }
}
