package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Intersection over union of yes and no, averaged over the chosen ones: Keras's {@code BinaryIoU}.
 * Predictions not below the threshold are yes.
 */
public final class BinaryIoU extends OverlapMetric<BinaryIoU> {

  private double threshold = 0.5;

  /** Makes the metric for both classes, with threshold 0.5. */
  public BinaryIoU() {
    this(0, 1);
  }

  /**
   * Makes the metric.
   *
   * @param targetClassIds the classes to average over, 0 and 1 being no and yes
   */
  public BinaryIoU(int... targetClassIds) {
    super(2, targetClassIds);
  }

  /** Sets the threshold. By default 0.5. */
  public BinaryIoU threshold(double value) {
    threshold = Numbers.finite(className(), "threshold", value);
    return this;
  }

  @Override
  Operand<TInt64> trueClasses(Ops tf, Operand<TFloat32> yTrue) {
    return tf.dtypes.cast(yTrue, TInt64.class);
  }

  @Override
  Operand<TInt64> predictedClasses(Ops tf, Operand<TFloat32> yPred) {
    return tf.dtypes.cast(
        tf.math.greaterEqual(yPred, tf.constant((float) threshold)), TInt64.class);
  }

  @Override
  protected void config(Config c) {
    c.integers("target_class_ids", targetClassIds());
    c.number("threshold", threshold, this::threshold);
    super.config(c);
  }
}
