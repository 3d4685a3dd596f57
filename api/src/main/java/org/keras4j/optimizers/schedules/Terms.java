package org.keras4j.optimizers.schedules;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the schedules share: checks, constants, curves. */
final class Terms {

  private Terms() {}

  /** A learning rate: a finite number of at least 0. */
  static double rate(String owner, String argument, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw wrong(owner, argument, "a finite number of at least 0", value);
    }
    return value;
  }

  /** A number of steps: finite and above 0. */
  static double steps(String owner, String argument, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw wrong(owner, argument, "a number of updates above 0", value);
    }
    return value;
  }

  private static IllegalArgumentException wrong(
      String owner, String argument, String expected, double value) {
    return new IllegalArgumentException(
        owner + ": " + argument + " must be " + expected + "; received " + plain(value));
  }

  /** Writes a number of updates, which Keras keeps as a whole number. */
  static void stepsConfig(Config c, String key, double current) {
    c.object(key, current, Terms::plain);
  }

  static Number plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (long) value;
    }
    return value;
  }

  static Operand<TFloat32> constant(Ops tf, double value) {
    return tf.constant((float) value);
  }

  /** Returns {@code 1 − value}, subtracted in float32 as Keras does. */
  static Operand<TFloat32> complement(Ops tf, double value) {
    return tf.constant(1f - (float) value);
  }

  /** Returns {@code ½·(1 + cos πp)}. */
  static Operand<TFloat32> halfCosine(Ops tf, Operand<TFloat32> p) {
    Operand<TFloat32> angle = tf.math.mul(constant(tf, Math.PI), p);
    return tf.math.mul(constant(tf, 0.5), tf.math.add(constant(tf, 1), tf.math.cos(angle)));
  }
}
