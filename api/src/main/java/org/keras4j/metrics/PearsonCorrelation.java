package org.keras4j.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean correlation of targets and predictions, from −1 to 1: Keras's {@code
 * PearsonCorrelation}.
 */
public final class PearsonCorrelation extends AxisMetric<PearsonCorrelation> {

  /** Makes the metric along the last axis. */
  public PearsonCorrelation() {}

  @Override
  Operand<TFloat32> likeness(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, int along) {
    return tf.math.mean(
        tf.math.mul(standard(tf, yTrue, along), standard(tf, yPred, along)),
        tf.constant(new int[] {along}));
  }

  private static Operand<TFloat32> standard(Ops tf, Operand<TFloat32> x, int axis) {
    Operand<TFloat32> centered = Centered.of(tf, x, axis);
    return tf.math.div(centered, tf.math.sqrt(Centered.variance(tf, centered, axis)));
  }
}
