package outside;

import org.keras4j.core.Config;
import org.keras4j.losses.FluentLoss;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of the errors' squares, times a factor. */
public final class OwnLoss extends FluentLoss<OwnLoss> {

  private double factor = 1;

  public OwnLoss factor(double value) {
    factor = Checked.positive("factor", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> squares = tf.math.square(tf.math.sub(yPred, yTrue));
    return tf.math.mean(tf.math.mul(squares, tf.constant((float) factor)), tf.constant(-1));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("factor", factor, this::factor);
  }
}
