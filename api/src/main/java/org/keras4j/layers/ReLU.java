package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The rectifier with its parameters: Keras's {@code ReLU}.
 *
 * <p>{@code x} above {@code threshold}, at most {@code maxValue}; {@code negativeSlope · (x −
 * threshold)} below. Whole numbers stay whole without a slope. Can be another layer's activation,
 * too. Output shape as input.
 */
public final class ReLU extends WholeNumberLayer<ReLU> implements Activation {

  private @Nullable Double maxValue;
  private double negativeSlope;
  private double threshold;

  /** Makes {@code max(x, 0)}. */
  public ReLU() {}

  /** Sets the largest output, at least 0, or null for no limit. By default none. */
  public ReLU maxValue(@Nullable Double value) {
    return set("maxValue", () -> maxValue = orNull(value));
  }

  private @Nullable Double orNull(@Nullable Double value) {
    return value == null ? null : (Double) notNegative("maxValue", value);
  }

  /** Sets the slope below the threshold, at least 0. By default 0. */
  public ReLU negativeSlope(double value) {
    return set("negativeSlope", () -> negativeSlope = notNegative("negativeSlope", value));
  }

  /** Sets where the rectifier begins, at least 0. By default 0. */
  public ReLU threshold(double value) {
    return set("threshold", () -> threshold = notNegative("threshold", value));
  }

  private double notNegative(String argument, double value) {
    if (!(value >= 0)) {
      throw badArgument(argument, "at least 0", value);
    }
    return value;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return Activations.relu(negativeSlope, maxValue, threshold).call(tf, x);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return call(tf, x);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    if (negativeSlope == 0 && maxValue == null && threshold == 0) {
      return tf.nn.relu(x);
    }
    Operand<TFloat32> y = call(tf, Casts.toFloat(tf, x));
    return negativeSlope == 0 ? tf.dtypes.cast(y, x.type()) : y;
  }

  @Override
  protected void config(Config c) {
    c.numberOrNull("max_value", maxValue, this::maxValue);
    c.number("negative_slope", negativeSlope, this::negativeSlope);
    c.number("threshold", threshold, this::threshold);
  }
}
