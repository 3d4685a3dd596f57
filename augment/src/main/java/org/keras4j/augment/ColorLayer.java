package org.keras4j.augment;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the layers that change values rather than places share: the range of the values. They leave
 * images alone in inference, integers included.
 *
 * @param <S> the layer's own type
 */
abstract class ColorLayer<S extends ColorLayer<S>> extends RandomLayer<S> {

  private Range valueRange = Range.of(0, 255);

  ColorLayer() {}

  /**
   * Sets the smallest and the largest value that an image can have. By default 0 and 255: for
   * images that are rescaled already, say {@code valueRange(0, 1)}.
   *
   * @throws IllegalArgumentException if the range is empty
   */
  public S valueRange(double low, double high) {
    return set("valueRange", () -> valueRange = checked(Range.of(low, high)));
  }

  private Range checked(Range r) {
    if (!(r.low() < r.high())) {
      throw badArgument("valueRange", "a smaller and a larger number", r);
    }
    floatingPoint("valueRange", r.low());
    floatingPoint("valueRange", r.high());
    floatingPoint("valueRange", r.high() - r.low());
    return r;
  }

  final Range valueRange() {
    return valueRange;
  }

  @Override
  final Operand<?> inInference(Ops tf, Operand<?> x) {
    return x;
  }

  final Operand<TFloat32> clip(Ops tf, Operand<TFloat32> x) {
    return tf.math.maximum(
        tf.math.minimum(x, tf.constant((float) valueRange.high())),
        tf.constant((float) valueRange.low()));
  }

  /** Turns one number for each image, shape (batch,), into shape (batch, 1, 1, 1). */
  static Operand<TFloat32> perImage(Ops tf, Operand<TFloat32> numbers) {
    return tf.reshape(numbers, tf.constant(new int[] {-1, 1, 1, 1}));
  }

  final void valueRangeConfig(Config c) {
    c.required(
        "value_range",
        valueRange,
        Range::toConfig,
        v -> Factor.fromConfig(v).bounds(),
        r -> valueRange(r.low(), r.high()));
  }
}
