package org.keras4j.tuner;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.internal.Names;

/** Whether smaller or larger values of a metric are better. */
public enum Direction {
  /** Smaller is better. */
  MIN,
  /** Larger is better. */
  MAX;

  /**
   * Returns the name KerasTuner uses.
   *
   * @return {@code "min"} or {@code "max"}
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a direction by its KerasTuner name.
   *
   * @param key {@code "min"} or {@code "max"}, in any case
   * @throws IllegalArgumentException if it is neither
   */
  public static Direction of(String key) {
    Objects.requireNonNull(key, "key");
    for (Direction direction : values()) {
      if (direction.key().equalsIgnoreCase(key)) {
        return direction;
      }
    }
    throw Names.unknown("direction", key, List.of("min", "max"));
  }

  /**
   * Returns whether one value is strictly better than another.
   *
   * @param a a value; NaN is never better
   * @param b the value to beat
   */
  public boolean isBetter(double a, double b) {
    return this == MIN ? a < b : a > b;
  }

  /** Whether a value takes the place of the best one so far, NaN as long as there is no number. */
  boolean improves(double value, double best) {
    return isBetter(value, best) || (Double.isNaN(best) && !Double.isNaN(value));
  }
}
