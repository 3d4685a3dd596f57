package org.keras4j.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mean of {@code max(1 − y·p, 0)}: Keras's {@code Hinge}, {@code "hinge"}.
 *
 * <p>Targets are −1 and 1; if all targets of a batch are 0 or 1, 0 counts as −1. Targets must have
 * the output's shape; shape of the values {@code (batch, …)} without the last axis.
 */
public final class Hinge extends PointwiseLoss<Hinge> {

  /** Makes the loss. */
  public Hinge() {}

  @Override
  Operand<TFloat32> each(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    return HingeTerms.margins(tf, HingeTerms.signs(tf, yTrue), yPred);
  }
}
