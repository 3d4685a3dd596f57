package org.keras4j.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.layers.FluentLayer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies by a scale and adds an offset: Keras's {@code Rescaling}.
 *
 * <p>{@code new Rescaling(1. / 255)} takes pixels from [0, 255] to [0, 1]; {@code new Rescaling(1.
 * / 127.5).offset(-1)} to [−1, 1]. The input may have any shape and type; the output has the same
 * shape and is float32. The same in training and inference.
 */
public final class Rescaling extends FluentLayer<Rescaling> {

  private double[] scale;
  private double[] offset = {0};

  /**
   * Makes the layer.
   *
   * @throws IllegalArgumentException for 0, which in Java is what {@code 1 / 255} makes
   */
  public Rescaling(double scale) {
    if (scale == 0) {
      throw badArgument("scale", "another number, such as 1.0 / 255: in Java 1 / 255 is 0", scale);
    }
    this.scale = numbers("scale", scale);
  }

  /**
   * Makes the layer.
   *
   * @param scale one number for each index of the input's last axis
   */
  public Rescaling(double[] scale) {
    this.scale = numbers("scale", scale);
  }

  /** Sets what is added after scaling. By default 0. */
  public Rescaling offset(double value) {
    return set("offset", () -> offset = numbers("offset", value));
  }

  /** Sets what is added after scaling, one number for each index of the last axis. */
  public Rescaling offset(double[] values) {
    return set("offset", () -> offset = numbers("offset", values));
  }

  private double[] numbers(String argument, double... values) {
    if (Objects.requireNonNull(values, argument).length == 0) {
      throw badArgument(argument, "at least one number", "none");
    }
    Numbers.finite(describe(), argument, values);
    for (double value : values) {
      if (Float.isInfinite((float) value)) {
        throw badArgument(argument, "numbers in the range of float32", value);
      }
    }
    return values.clone();
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    check("scale", scale, x);
    check("offset", offset, x);
    Operand<TFloat32> scaled = tf.math.mul(x, constant(tf, scale));
    boolean noOffset = offset.length == 1 && offset[0] == 0;
    return noOffset ? scaled : tf.math.add(scaled, constant(tf, offset));
  }

  private void check(String argument, double[] values, Operand<TFloat32> x) {
    long channels = x.shape().numDimensions() > 0 ? x.shape().get(-1) : 1;
    if (values.length > 1 && channels >= 0 && channels != values.length) {
      throw badArgument(
          argument,
          "one number, or as many as the last axis has (" + channels + ")",
          Arrays.toString(values));
    }
  }

  private static Operand<TFloat32> constant(Ops tf, double[] values) {
    if (values.length == 1) {
      return tf.constant((float) values[0]);
    }
    float[] f = new float[values.length];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) values[i];
    }
    return tf.constant(f);
  }

  @Override
  protected void config(Config c) {
    c.object("scale", scale, Rescaling::written);
    c.required("offset", offset, Rescaling::written, Rescaling::read, this::offset);
  }

  private static Object written(double[] a) {
    return a.length == 1 ? (Object) a[0] : Arrays.stream(a).boxed().toList();
  }

  static double[] read(Object value) {
    if (value instanceof Number n) {
      return new double[] {n.doubleValue()};
    }
    if (value instanceof List<?> l && l.stream().allMatch(Number.class::isInstance)) {
      return l.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
    }
    // what Keras makes of a NumPy array
    if (value instanceof Map<?, ?> m
        && m.get("config") instanceof Map<?, ?> array
        && array.get("value") != null) {
      return read(array.get("value"));
    }
    throw new IllegalArgumentException("expected a number or a list of numbers; received " + value);
  }
}
