package org.keras4j.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How often fewer than k predictions are larger than that of the one-hot target: Keras's {@code
 * TopKCategoricalAccuracy}.
 */
public final class TopKCategoricalAccuracy extends TopK<TopKCategoricalAccuracy> {

  /** Makes the metric with k = 5. */
  public TopKCategoricalAccuracy() {
    this(5);
  }

  /**
   * Makes the metric.
   *
   * @param k at least 1
   */
  public TopKCategoricalAccuracy(int k) {
    super(k);
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return hits(tf, tf.math.argMax(yTrue, tf.constant(-1), TInt32.class), yPred);
  }
}
