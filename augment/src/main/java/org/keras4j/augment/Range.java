package org.keras4j.augment;

import java.util.List;

/**
 * The two bounds between which an augmentation layer draws: where Keras takes a tuple {@code
 * factor=(-0.2, 0.1)}, say {@code Range.of(-0.2, 0.1)}.
 *
 * @param low the one bound
 * @param high the other bound; the layers sort the two
 */
public record Range(double low, double high) {

  /** Makes a range; the order of the bounds does not matter. */
  public static Range of(double low, double high) {
    return new Range(low, high);
  }

  List<Double> toConfig() {
    return List.of(low, high);
  }

  /** Returns the smaller bound. */
  double min() {
    return Math.min(low, high);
  }

  /** Returns the larger bound. */
  double max() {
    return Math.max(low, high);
  }

  @Override
  public String toString() {
    return "(" + low + ", " + high + ")";
  }
}
