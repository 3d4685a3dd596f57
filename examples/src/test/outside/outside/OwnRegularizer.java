package outside;

import org.keras4j.core.Config;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A penalty on the sum of absolute values. */
public final class OwnRegularizer extends Regularizer {

  private double factor = 1;

  public OwnRegularizer factor(double value) {
    factor = Checked.positive("factor", value);
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
    Operand<TFloat32> all =
        tf.reduceSum(tf.math.abs(w), tf.range(tf.constant(0), tf.rank(w), tf.constant(1)));
    return tf.math.mul(all, tf.constant((float) factor));
  }

  @Override
  protected void config(Config c) {
    c.number("factor", factor, this::factor);
  }
}
