package org.keras4j.examples.curves;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.Mnist;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.utils.Utils;

/**
 * Images to train and validate on.
 *
 * @param x images of 28×28, {@code uint8}
 * @param y their digits
 * @param xVal other images
 * @param yVal their digits
 */
record CurveData(NDArray x, NDArray y, NDArray xVal, NDArray yVal) {

  private static final int TRAIN = 1000;
  private static final int VALIDATION = 200;

  /** Returns generated digits, the same on every machine. */
  static CurveData digits() {
    var digits = Digits.loadData(TRAIN, VALIDATION, 23);
    return new CurveData(digits.xTrain(), digits.yTrain(), digits.xTest(), digits.yTest());
  }

  /**
   * Returns the first 8,000 images of MNIST, and the last 2,000 of its training set to validate.
   */
  static CurveData mnist() {
    var mnist = Mnist.loadData();
    return new CurveData(
        mnist.xTrain().slice(0, 8000),
        mnist.yTrain().slice(0, 8000),
        mnist.xTrain().slice(-2000),
        mnist.yTrain().slice(-2000));
  }

  NDArray oneHot() {
    return Utils.toCategorical(y, 10);
  }

  NDArray oneHotVal() {
    return Utils.toCategorical(yVal, 10);
  }

  /** Returns 1 for odd digits, 0 for others. */
  static NDArray odd(NDArray digits) {
    return digits.asType(DType.FLOAT32).map(d -> d % 2);
  }

  /** Writes the arrays where Python reads them. */
  void write(Path file) throws IOException {
    Npz.write(file, Map.of("x", x, "y", y, "x_val", xVal, "y_val", yVal));
  }
}
