package outside;

import org.keras4j.core.Config;
import org.keras4j.optimizers.schedules.FluentSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A rate that falls as the steps rise. */
public final class OwnSchedule extends FluentSchedule<OwnSchedule> {

  private final double initial;

  public OwnSchedule(double initial) {
    this.initial = Checked.positive("initial", initial);
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    return tf.math.div(tf.constant((float) initial), tf.math.add(step, tf.constant(1f)));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("initial", initial);
  }
}
