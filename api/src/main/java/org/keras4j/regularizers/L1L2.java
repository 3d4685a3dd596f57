package org.keras4j.regularizers;

import org.keras4j.core.Config;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code l1·Σ|x| + l2·Σx²}, also called elastic net: Keras's {@code L1L2}. */
public class L1L2 extends Regularizer {

  private double l1;
  private double l2;

  /** Makes a penalty of 0, Keras's default; see {@link #L1L2(double, double)}. */
  public L1L2() {
    this(0, 0);
  }

  /**
   * Makes a penalty.
   *
   * @param l1 factor of the sum of absolute values, at least 0
   * @param l2 factor of the sum of squares, at least 0
   */
  public L1L2(double l1, double l2) {
    this.l1 = check(className(), "l1", l1);
    this.l2 = check(className(), "l2", l2);
  }

  static double check(String owner, String name, double value) {
    // Computed with in float32, where large numbers are infinite.
    if (!(value >= 0 && (float) value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          owner + ": " + name + " must be a finite number of at least 0; received " + value);
    }
    return value;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> sum = null;
    if (l1 != 0) {
      sum = tf.math.mul(tf.constant((float) l1), Alignment.sum(tf, tf.math.abs(x)));
    }
    if (l2 != 0) {
      Operand<TFloat32> squares =
          tf.math.mul(tf.constant((float) l2), Alignment.sum(tf, tf.math.square(x)));
      sum = sum == null ? squares : tf.math.add(sum, squares);
    }
    return sum == null ? tf.constant(0f) : sum;
  }

  @Override
  protected void config(Config c) {
    if (!(this instanceof L2)) {
      // Keras keeps the factor of L1 alone as a float32, and writes it so.
      c.number("l1", this instanceof L1 ? (float) l1 : l1);
    }
    if (!(this instanceof L1)) {
      c.number("l2", l2);
    }
  }
}
