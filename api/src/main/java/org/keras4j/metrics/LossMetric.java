package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.losses.Loss;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of a loss, of which less is better.
 *
 * @param <S> the metric's own type
 */
abstract class LossMetric<S extends LossMetric<S>> extends MeanMetric<S> {

  /** Returns the loss. */
  abstract Loss loss();

  @Override
  public MetricDirection direction() {
    return MetricDirection.MIN;
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return LossAccess.get().values(loss(), tf, yTrue, yPred).values();
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    LossAccess.Values v = LossAccess.get().values(loss(), tf, yTrue, yPred);
    Operand<TFloat32> w = sampleWeight;
    // As in Keras: without sample weights, values that do not count are zeros that do.
    if (w != null && v.mask() != null) {
      Alignment.Pair aligned = Alignment.align(tf, tf.dtypes.cast(v.mask(), TFloat32.class), w);
      w = tf.math.mul(aligned.second(), aligned.first());
    }
    accumulate(tf, context, v.values(), w);
  }
}
