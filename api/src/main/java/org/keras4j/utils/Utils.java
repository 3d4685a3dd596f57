package org.keras4j.utils;

import java.util.Locale;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

/** Helpers around training data, as in {@code keras.utils}. */
public final class Utils {
  private Utils() {}

  /**
   * Turns class numbers into rows of zeros with a single 1 ("one-hot"), with as many classes as the
   * largest label asks for; Keras's {@code to_categorical}.
   *
   * @param labels whole numbers from 0, of any shape; a last axis of length 1 is dropped
   * @return a {@link DType#FLOAT64} array of shape {@code labels.shape + (max + 1,)}
   * @throws IllegalArgumentException if there is no label at all or one of them is negative
   */
  public static NDArray toCategorical(NDArray labels) {
    if (labels.size() == 0) {
      throw new IllegalArgumentException(
          "toCategorical: no labels to count the classes of (shape %s); pass numClasses"
              .formatted(labels.shape()));
    }
    return oneHot(labels, Math.max(0, (long) labels.max()) + 1);
  }

  /**
   * Turns class numbers into rows of zeros with a single 1 ("one-hot"); Keras's {@code
   * to_categorical}.
   *
   * @param labels whole numbers from 0 up to {@code numClasses − 1}, of any shape; fractions are
   *     cut off; a last axis of length 1 is dropped
   * @param numClasses the number of classes, at least 1
   * @return a {@link DType#FLOAT64} array of shape {@code labels.shape + (numClasses,)}
   * @throws IllegalArgumentException if a label is no class
   */
  public static NDArray toCategorical(NDArray labels, int numClasses) {
    if (numClasses < 1) {
      throw new IllegalArgumentException(
          "toCategorical: numClasses must be at least 1, received " + numClasses);
    }
    return oneHot(labels, numClasses);
  }

  private static NDArray oneHot(NDArray labels, long numClasses) {
    NDArray flat = labels.flatten();
    if (flat.size() * numClasses > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "toCategorical: %d labels with %d classes are too many numbers for one array; use a sparse loss, which takes the labels as they are",
              flat.size(),
              numClasses));
    }
    int classes = (int) numClasses;
    double[] rows = new double[flat.size() * classes];
    for (int i = 0; i < flat.size(); i++) {
      double label = flat.getDouble(i);
      int index = (int) label;
      if (!(label > -1 && index < classes)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "toCategorical: label %s at position %d is not one of the %d classes 0 to %d",
                text(label),
                i,
                classes,
                classes - 1));
      }
      rows[i * classes + index] = 1;
    }
    boolean column = labels.rank() > 1 && labels.shape().get(-1) == 1;
    NDArray shaped = column ? labels.squeeze(-1) : labels;
    return NDArray.wrap(rows, shaped.shape().append(classes).asArray());
  }

  private static String text(double label) {
    return label == Math.rint(label) ? Long.toString((long) label) : Double.toString(label);
  }
}
