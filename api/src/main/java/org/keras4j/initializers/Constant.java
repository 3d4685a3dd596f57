package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Makes one value everywhere: Keras's {@code Constant}. */
public final class Constant extends Initializer {

  private double value;

  /** Makes zeros, Keras's default. */
  public Constant() {
    this(0);
  }

  /**
   * Makes the initializer.
   *
   * @param value the value of every element
   */
  public Constant(double value) {
    this.value = value;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    return tf.fill(tf.constant(shape.asArray()), tf.constant((float) value));
  }

  @Override
  protected void config(Config c) {
    c.number("value", value);
  }
}
