package org.keras4j.examples.snippets;

import static org.keras4j.ndarray.DType.FLOAT32;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.Rescaling;
import org.keras4j.datasets.Digits;
import org.keras4j.datasets.ImageDataset;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Utils;

/** So little data that whole notebooks run in seconds. */
final class Tiny {

  private static final ImageDataset DIGITS = Digits.loadData(48, 16, 23);

  /** 32 images as float32 with a channel axis, not normalised, and one-hot labels. */
  static final NDArray X_TRAIN = DIGITS.xTrain().asType(FLOAT32).expandDims(-1).slice(0, 32);

  static final NDArray Y_TRAIN = Utils.toCategorical(DIGITS.yTrain(), 10).slice(0, 32);

  /** 16 more. */
  static final NDArray X_VAL = DIGITS.xTrain().asType(FLOAT32).expandDims(-1).slice(32);

  static final NDArray Y_VAL = Utils.toCategorical(DIGITS.yTrain(), 10).slice(32);

  /** The 16 images of the test part. */
  static final NDArray X_TEST = DIGITS.xTest().asType(FLOAT32).expandDims(-1);

  static final NDArray Y_TEST = Utils.toCategorical(DIGITS.yTest(), 10);

  private Tiny() {}

  /** A compiled network with one hidden layer; the caller closes it. */
  static Sequential mlp() {
    var M =
        Sequential.of(
            Input.of(28, 28, 1),
            new Rescaling(1. / 255),
            new Flatten(),
            new Dense(16).activation("relu"),
            new Dense(10).activation("softmax"));
    M.compile(c -> c.loss("categorical_crossentropy").optimizer("adam").metrics("accuracy"));
    return M;
  }

  /** Returns what was printed meanwhile. */
  static String printed(Runnable code) {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      code.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
