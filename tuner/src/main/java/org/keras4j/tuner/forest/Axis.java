package org.keras4j.tuner.forest;

/**
 * One coordinate of a space.
 *
 * @param categories how many values without an order there are, which are the numbers from 0; 0 for
 *     a coordinate that is any number in [0, 1]
 */
public record Axis(int categories) {
  /** A number in [0, 1]. */
  public static final Axis NUMBER = new Axis(0);

  boolean isCategory() {
    return categories > 0;
  }
}
