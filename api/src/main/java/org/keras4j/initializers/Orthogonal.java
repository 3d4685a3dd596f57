package org.keras4j.initializers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.random.Draw;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An orthogonal matrix: Keras's {@code Orthogonal}, the default for recurrent kernels.
 *
 * <p>The shape is seen as a matrix, all axes but the last against the last; the shorter side's
 * vectors are orthogonal and have length {@code gain}. The random numbers are Python's bit for bit;
 * the QR decomposition of them is TensorFlow's, whose last bits may differ between processors.
 */
public final class Orthogonal extends RandomInitializer<Orthogonal> {

  private double gain;

  /** Makes the initializer with gain 1, Keras's default. */
  public Orthogonal() {
    this(1);
  }

  /**
   * Makes the initializer.
   *
   * @param gain the length of the vectors
   */
  public Orthogonal(double gain) {
    this.gain = Numbers.finite(className(), "gain", gain);
  }

  @Override
  protected Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "Orthogonal needs a weight with at least two dimensions; received shape " + shape);
    }
    long columns = shape.get(-1);
    long rows = shape.size() / Math.max(1, columns);
    var tall = tf.constant(new long[] {Math.max(rows, columns), Math.min(rows, columns)});
    Qr<TFloat32> qr = tf.linalg.qr(Draw.normal(tf, tall, seed, 0, 1), Qr.fullMatrices(false));
    Operand<TFloat32> diagonal = tf.linalg.matrixDiagPart(qr.r(), tf.constant(0), tf.constant(0f));
    Operand<TFloat32> q = tf.math.mul(qr.q(), tf.math.sign(diagonal));
    if (rows < columns) {
      q = tf.linalg.transpose(q, tf.constant(new int[] {1, 0}));
    }
    return tf.math.mul(tf.constant((float) gain), tf.reshape(q, dims));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("gain", gain);
  }
}
