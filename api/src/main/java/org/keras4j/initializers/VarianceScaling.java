package org.keras4j.initializers;

import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;

/**
 * Random values whose variance shrinks with the number of connections: Keras's {@code
 * VarianceScaling}.
 *
 * <p>With n the fan-in, the fan-out or their mean and s = scale / max(1, n): {@code "uniform"}
 * draws from ±√(3s), {@code "untruncated_normal"} from N(0, s), {@code "truncated_normal"} from a
 * normal distribution cut at two standard deviations and corrected so that its variance is s.
 */
public final class VarianceScaling extends FanScaling<VarianceScaling> {

  /**
   * Makes the initializer with scale 1, mode {@code fan_in}, distribution {@code truncated_normal}.
   */
  public VarianceScaling() {
    super(1, "fan_in", "truncated_normal");
  }

  /** Sets the scale, above 0. By default 1. */
  public VarianceScaling scale(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          className() + ": scale must be a finite number above 0; received " + value);
    }
    scale = value;
    return this;
  }

  /** Sets what is counted: {@code "fan_in"} (the default), {@code "fan_out"}, {@code "fan_avg"}. */
  public VarianceScaling mode(String value) {
    mode = oneOf("mode", value, List.of("fan_in", "fan_out", "fan_avg"));
    return this;
  }

  /**
   * Sets the distribution: {@code "truncated_normal"} (the default), {@code "untruncated_normal"},
   * {@code "uniform"}.
   */
  public VarianceScaling distribution(String value) {
    distribution =
        oneOf(
            "distribution",
            value.equals("normal") ? "truncated_normal" : value,
            List.of("truncated_normal", "untruncated_normal", "uniform"));
    return this;
  }

  private static String oneOf(String what, String value, List<String> valid) {
    if (!valid.contains(value)) {
      throw Names.unknown(what, value, valid);
    }
    return value;
  }

  @Override
  void ownConfig(Config c) {
    c.number("scale", scale, this::scale);
    c.text("mode", mode, this::mode);
    c.text("distribution", distribution, this::distribution);
  }
}
