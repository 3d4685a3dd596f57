package outside;

import org.keras4j.core.Config;
import org.keras4j.constraints.Constraint;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Values times a factor. */
public final class OwnConstraint extends Constraint {

  private double factor = 1;

  public OwnConstraint factor(double value) {
    factor = Checked.positive("factor", value);
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
    return tf.math.mul(w, tf.constant((float) factor));
  }

  @Override
  protected void config(Config c) {
    c.number("factor", factor, this::factor);
  }
}
