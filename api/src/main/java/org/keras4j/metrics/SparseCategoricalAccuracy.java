package org.keras4j.metrics;

import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * How often the largest prediction is where the class number says: Keras's {@code
 * SparseCategoricalAccuracy}.
 */
public final class SparseCategoricalAccuracy extends AccuracyMetric<SparseCategoricalAccuracy> {

  /** Makes the metric. */
  public SparseCategoricalAccuracy() {}

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    Labels.requireClassNumbers(this, "categorical_accuracy", yTrue, yPred);
  }

  @Override
  protected Operand<TFloat32> values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> labels = Labels.squeezeLike(tf, yTrue, yPred);
    Operand<TInt64> best = BestClass.of(tf, yPred);
    Operand<TFloat32> hits =
        tf.dtypes.cast(tf.math.equal(labels, tf.dtypes.cast(best, TFloat32.class)), TFloat32.class);
    return Labels.dropColumn(tf, hits);
  }
}
