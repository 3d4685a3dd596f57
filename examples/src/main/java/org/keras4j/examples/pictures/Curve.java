package org.keras4j.examples.pictures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training to be drawn.
 *
 * @param name what the legend calls it
 * @param accuracy of the training images, one figure an epoch
 * @param valAccuracy of the validation images
 * @param loss of the training images
 * @param valLoss of the validation images
 * @param rate the learning rate over the epochs
 * @param stop where the training was stopped, null if it ran to its end
 */
public record Curve(
    String name,
    List<Double> accuracy,
    List<Double> valAccuracy,
    List<Double> loss,
    List<Double> valLoss,
    Rate rate,
    @Nullable Stop stop) {

  /**
   * A learning rate.
   *
   * @param epochs positions; 0 is the beginning of the first epoch, 1 its end
   * @param values the rate from this position on
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only drawn
  public record Rate(double[] epochs, double[] values) {}

  /**
   * The end of a training that was stopped early.
   *
   * @param bestEpoch the best epoch, counted from 1
   * @param lastEpoch the last epoch, counted from 1
   */
  public record Stop(int bestEpoch, int lastEpoch) {}
}
