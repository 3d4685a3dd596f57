package org.keras4j.losses;

import java.util.Locale;

/** How a loss turns the values of single samples into one number; Keras's {@code reduction}. */
public enum Reduction {
  /** Sum of weighted values divided by their number. The default. */
  SUM_OVER_BATCH_SIZE,
  /** Another name of {@link #SUM_OVER_BATCH_SIZE}. */
  MEAN,
  /** Sum of weighted values divided by the sum of weights. */
  MEAN_WITH_SAMPLE_WEIGHT,
  /** Sum of weighted values. */
  SUM,
  /** No reduction: weighted values as they are. */
  NONE;

  /**
   * Returns the reduction for Keras's name of it, such as {@code "sum"}.
   *
   * @throws IllegalArgumentException for another name
   */
  public static Reduction of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sum_over_batch_size" -> SUM_OVER_BATCH_SIZE;
      case "mean" -> MEAN;
      case "mean_with_sample_weight" -> MEAN_WITH_SAMPLE_WEIGHT;
      case "sum" -> SUM;
      case "none" -> NONE;
      default ->
          throw org.keras4j.internal.Names.unknown(
              "reduction",
              name,
              java.util.List.of(
                  "sum_over_batch_size", "mean", "mean_with_sample_weight", "sum", "none"));
    };
  }

  /** Returns Keras's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
