package org.keras4j.layers;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceAny;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Masks the steps that hold nothing but one value, and sets them to 0: Keras's {@code Masking}.
 *
 * <p>Input shape {@code (batch, steps, features)} or of any other rank; a step is masked if all its
 * features have the value. Layers behind leave masked steps out where they can, and so do the loss
 * and the metrics. Output shape as input. The same in training and inference.
 */
public final class Masking extends WholeNumberLayer<Masking> {

  private double maskValue;

  /** Makes the layer for the value 0, Keras's default. */
  public Masking() {
    this(0);
  }

  /**
   * Makes the layer.
   *
   * @param maskValue the value that stands for nothing
   * @throws IllegalArgumentException if it is NaN, which equals nothing
   */
  public Masking(double maskValue) {
    this.maskValue = check(maskValue);
  }

  private double check(double value) {
    if (Double.isNaN(value)) {
      throw badArgument("maskValue", "a number that can be compared with", value);
    }
    return value;
  }

  /** Sets the value that stands for nothing. By default 0. */
  public Masking maskValue(double value) {
    return set("maskValue", () -> maskValue = check(value));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return masked(tf, x, context);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return masked(tf, x, context);
  }

  private <T extends TNumber> Operand<T> masked(Ops tf, Operand<T> x, CallContext context) {
    Operand<TBool> counts =
        tf.reduceAny(
            tf.math.notEqual(Casts.toFloat(tf, x), tf.constant((float) maskValue)),
            tf.constant(-1),
            ReduceAny.keepDims(true));
    Operand<T> y = tf.select(counts, x, tf.zerosLike(x));
    context.setMask(y, tf.squeeze(counts, Squeeze.axis(java.util.List.of(-1L))));
    return y;
  }

  @Override
  protected void config(Config c) {
    c.number("mask_value", maskValue, this::maskValue);
  }
}
