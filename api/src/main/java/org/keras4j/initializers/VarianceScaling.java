package org.keras4j.initializers;

import java.util.List;
import org.keras4j.Config;
import org.keras4j.Shape;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Random values whose variance shrinks with the number of connections: Keras's {@code
 * VarianceScaling}.
 *
 * <p>With n the fan-in, the fan-out or their mean and s = scale / max(1, n): {@code "uniform"}
 * draws from ±√(3s), {@code "untruncated_normal"} from N(0, s), {@code "truncated_normal"} from a
 * normal distribution cut at two standard deviations and corrected so that its variance is s.
 */
public class VarianceScaling extends RandomInitializer {

  /** The standard deviation of a standard normal distribution that is cut at ±2. */
  private static final double TRUNCATED_STDDEV = 0.8796256610342398;

  private double scale = 1.0;
  private String mode = "fan_in";
  private String distribution = "truncated_normal";

  /**
   * Makes the initializer with scale 1, mode {@code fan_in}, distribution {@code truncated_normal}.
   */
  public VarianceScaling() {}

  VarianceScaling(double scale, String mode, String distribution) {
    this.scale = scale;
    this.mode = mode;
    this.distribution = distribution;
  }

  /** Sets the scale, above 0. By default 1. */
  public VarianceScaling scale(double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          className() + ": scale must be greater than 0; received " + value);
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
  public VarianceScaling seed(long seed) {
    super.seed(seed);
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    Fans fans = Fans.of(shape);
    double n =
        switch (mode) {
          case "fan_in" -> fans.in();
          case "fan_out" -> fans.out();
          default -> (fans.in() + fans.out()) / 2;
        };
    double s = scale / Math.max(1.0, n);
    return switch (distribution) {
      case "uniform" ->
          Draw.uniform(tf, shape, seedOperand(tf), -Math.sqrt(3 * s), Math.sqrt(3 * s));
      case "untruncated_normal" -> Draw.normal(tf, shape, seedOperand(tf), 0, Math.sqrt(s));
      default ->
          Draw.truncatedNormal(tf, shape, seedOperand(tf), 0, Math.sqrt(s) / TRUNCATED_STDDEV);
    };
  }

  @Override
  protected void config(Config c) {
    if (getClass() == VarianceScaling.class) {
      scale(c.number("scale", scale));
      mode(c.text("mode", mode));
      distribution(c.text("distribution", distribution));
    }
    super.config(c);
  }
}
