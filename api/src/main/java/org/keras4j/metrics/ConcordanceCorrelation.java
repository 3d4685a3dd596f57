package org.keras4j.metrics;

import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean agreement of targets and predictions, {@code 2·cov / (var_y + var_p + (μ_y − μ_p)² +
 * 1e-7)}: Keras's {@code ConcordanceCorrelation}.
 */
public final class ConcordanceCorrelation extends AxisMetric<ConcordanceCorrelation> {

  /** Makes the metric along the last axis. */
  public ConcordanceCorrelation() {}

  @Override
  Operand<TFloat32> likeness(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, int along) {
    Operand<TFloat32> yMean = Centered.mean(tf, yTrue, along);
    Operand<TFloat32> pMean = Centered.mean(tf, yPred, along);
    Operand<TFloat32> covariance =
        tf.math.mul(tf.math.sub(yTrue, pMean), tf.math.sub(yPred, pMean));
    Operand<TFloat32> spread =
        tf.math.add(
            tf.math.add(Centered.variance(tf, yTrue, along), Centered.variance(tf, yPred, along)),
            tf.math.square(tf.math.sub(yMean, pMean)));
    return tf.math.mean(
        tf.math.div(
            tf.math.mul(tf.constant(2f), covariance),
            tf.math.add(spread, tf.constant((float) Numbers.EPSILON))),
        tf.constant(new int[] {along}));
  }
}
