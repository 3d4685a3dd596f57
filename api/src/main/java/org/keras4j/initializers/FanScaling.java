package org.keras4j.initializers;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.random.Draw;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What the initializers share whose variance shrinks with the number of connections.
 *
 * <p>The connections are counted from the shape: all axes but the last two are the receptive field,
 * the last two are inputs and outputs; {@link #inputAxes} and {@link #outputAxes} say otherwise.
 *
 * @param <S> the initializer's own type
 */
public abstract class FanScaling<S extends FanScaling<S>> extends RandomInitializer<S> {

  /** The standard deviation of a standard normal distribution that is cut at ±2. */
  private static final double TRUNCATED_STDDEV = 0.8796256610342398;

  double scale;
  String mode;
  String distribution;
  private int @Nullable [] inputAxes;
  private int @Nullable [] outputAxes;

  FanScaling(double scale, String mode, String distribution) {
    this.scale = scale;
    this.mode = mode;
    this.distribution = distribution;
  }

  /**
   * Sets the axes of the weight that are inputs; counted only together with {@link #outputAxes}. By
   * default they are told from the shape.
   */
  @SuppressWarnings("unchecked")
  public S inputAxes(int... axes) {
    inputAxes = axes.clone();
    return (S) this;
  }

  /** Sets the axes of the weight that are outputs. By default they are told from the shape. */
  @SuppressWarnings("unchecked")
  public S outputAxes(int... axes) {
    outputAxes = axes.clone();
    return (S) this;
  }

  @Override
  protected Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed) {
    Fans fans = Fans.of(shape, inputAxes, outputAxes);
    double n =
        switch (mode) {
          case "fan_in" -> fans.in();
          case "fan_out" -> fans.out();
          default -> (fans.in() + fans.out()) / 2;
        };
    double s = scale / Math.max(1.0, n);
    return switch (distribution) {
      case "uniform" -> Draw.uniform(tf, dims, seed, -Math.sqrt(3 * s), Math.sqrt(3 * s));
      case "untruncated_normal" -> Draw.normal(tf, dims, seed, 0, Math.sqrt(s));
      default -> Draw.truncatedNormal(tf, dims, seed, 0, Math.sqrt(s) / TRUNCATED_STDDEV);
    };
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    ownConfig(c);
    c.integersOrNull("input_axes", inputAxes, this::inputAxes);
    c.integersOrNull("output_axes", outputAxes, this::outputAxes);
  }

  /** The keys between the seed and the axes. */
  void ownConfig(Config c) {}
}
