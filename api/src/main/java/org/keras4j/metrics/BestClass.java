package org.keras4j.metrics;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Where the largest prediction of a row is. */
final class BestClass {

  private BestClass() {}

  /**
   * Returns the place of the largest value of the last axis. Softmax keeps the order, so logits
   * tell it too. As the crossentropies take the logits as well, a training step then has no softmax
   * to compute at all: for small batches it would cost as much as the rest of the forward pass.
   */
  @SuppressWarnings("unchecked")
  static Operand<TInt64> of(Ops tf, Operand<TFloat32> yPred) {
    Operand<TFloat32> ordered =
        yPred.op() instanceof GraphOperation op && op.type().equals("Softmax")
            ? (Operand<TFloat32>) op.inputs().get(0)
            : yPred;
    return tf.math.argMax(ordered, tf.constant(-1));
  }
}
