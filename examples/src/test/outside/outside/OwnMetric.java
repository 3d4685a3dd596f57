package outside;

import org.keras4j.core.Config;
import org.keras4j.metrics.MeanMetric;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The share of predictions that are near enough. */
public final class OwnMetric extends MeanMetric<OwnMetric> {

  private double distance = 0.5;

  public OwnMetric distance(double value) {
    distance = Checked.positive("distance", value);
    return this;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> errors = tf.math.abs(tf.math.sub(yPred, yTrue));
    return tf.dtypes.cast(tf.math.less(errors, tf.constant((float) distance)), TFloat32.class);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("distance", distance, this::distance);
  }
}
