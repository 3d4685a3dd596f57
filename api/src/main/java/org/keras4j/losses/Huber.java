package org.keras4j.losses;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Half the square for errors up to {@code delta}, linear beyond: Keras's {@code Huber}, {@code
 * "huber"}.
 *
 * <p>Mean of {@code ½d²} where {@code |d| ≤ δ}, else {@code δ|d| − ½δ²}, with {@code d = p − y}.
 * Targets must have the output's shape.
 */
public final class Huber extends PointwiseLoss<Huber> {

  private double delta = 1;

  /** Makes the loss with δ = 1. */
  public Huber() {
    name("huber_loss");
  }

  /**
   * Makes the loss.
   *
   * @param delta where the square ends, above 0
   */
  public Huber(double delta) {
    this();
    delta(delta);
  }

  /** Sets where the square ends, above 0. By default 1. */
  public Huber delta(double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException("Huber: delta must be above 0; received " + value);
    }
    delta = value;
    return this;
  }

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> d = tf.constant((float) delta);
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> error = tf.math.sub(yPred, yTrue);
    Operand<TFloat32> size = tf.math.abs(error);
    return tf.select(
        tf.math.lessEqual(size, d),
        tf.math.mul(half, tf.math.square(error)),
        tf.math.sub(tf.math.mul(d, size), tf.math.mul(half, tf.math.square(d))));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    // Keras's own config forgets delta; it reads the key all the same.
    if (c.isReading() || delta != 1) {
      c.number("delta", delta, this::delta);
    }
  }
}
