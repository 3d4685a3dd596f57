package org.keras4j.metrics;

import org.keras4j.internal.losses.Cosine;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean cosine of the angle between targets and predictions, from −1 to 1 (same direction):
 * Keras's metric {@code CosineSimilarity}. The loss of the same name has the opposite sign.
 */
public final class CosineSimilarity extends AxisMetric<CosineSimilarity> {

  /** Makes the metric along the last axis. */
  public CosineSimilarity() {}

  @Override
  Operand<TFloat32> likeness(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, int along) {
    return Cosine.of(tf, yTrue, yPred, along);
  }

  @Override
  boolean writesAxis() {
    // Keras's own config forgets it; it reads the key all the same.
    return false;
  }
}
