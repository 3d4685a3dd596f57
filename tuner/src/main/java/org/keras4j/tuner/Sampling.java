package org.keras4j.tuner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.internal.Names;

/**
 * How a probability is spread over a numeric range; KerasTuner's {@code sampling} argument.
 *
 * <p>With {@code p} uniform in [0, 1), the value is
 *
 * <ul>
 *   <li>{@link #LINEAR}: {@code min + p·(max − min)};
 *   <li>{@link #LOG}: {@code min·(max/min)^p}, dense near the minimum;
 *   <li>{@link #REVERSE_LOG}: {@code max + min − min·(max/min)^(1−p)}, dense near the maximum.
 * </ul>
 *
 * The logarithmic ones need a positive minimum. Pass one of them to {@link HyperParameters#Int} or
 * {@link HyperParameters#Float}; the default is {@link #LINEAR}.
 */
public enum Sampling implements NumberOption {
  /** Equal steps over the range. */
  LINEAR,
  /** Equal ratios, counted from the minimum. */
  LOG,
  /** Equal ratios, counted from the maximum. */
  REVERSE_LOG;

  /** Returns the name KerasTuner uses in code and files, such as {@code "reverse_log"}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a sampling by its KerasTuner name.
   *
   * @param key {@code "linear"}, {@code "log"} or {@code "reverse_log"}, in any case
   * @throws IllegalArgumentException if there is none
   */
  public static Sampling of(String key) {
    Objects.requireNonNull(key, "key");
    for (Sampling sampling : values()) {
      if (sampling.key().equalsIgnoreCase(key)) {
        return sampling;
      }
    }
    throw Names.unknown("sampling", key, Arrays.stream(values()).map(Sampling::key).toList());
  }
}
