package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** {@code gain} on the main diagonal, 0 elsewhere: Keras's {@code Identity}, for matrices only. */
public final class Identity extends Initializer {

  private double gain;

  /** Makes the initializer with gain 1, Keras's default. */
  public Identity() {
    this(1);
  }

  /**
   * Makes the initializer.
   *
   * @param gain the value on the diagonal
   */
  public Identity(double gain) {
    this.gain = Numbers.finite(className(), "gain", gain);
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Shape shape) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException(
          "Identity makes matrices only; received shape " + shape + " of rank " + shape.rank());
    }
    Operand<TInt32> rows =
        tf.range(tf.constant(0), tf.constant((int) shape.get(0)), tf.constant(1));
    int columns = Math.toIntExact(shape.get(1));
    return tf.oneHot(rows, tf.constant(columns), tf.constant((float) gain), tf.constant(0f));
  }

  @Override
  protected void config(Config c) {
    c.number("gain", gain);
  }
}
