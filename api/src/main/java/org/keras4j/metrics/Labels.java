package org.keras4j.metrics;

import java.util.List;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** What metrics of class numbers share. */
final class Labels {

  private Labels() {}

  /**
   * Refuses one-hot targets, which would otherwise be compared with class numbers.
   *
   * @param forOneHot name of the metric that takes them
   */
  static void requireClassNumbers(Metric metric, String forOneHot, Shape yTrue, Shape yPred) {
    if (yTrue.rank() == yPred.rank() && yTrue.rank() > 0 && yTrue.get(-1) > 1) {
      throw metric.badShapes(
          "one class number for each row of the output, and takes no one-hot targets: use "
              + forOneHot
              + " for those",
          yTrue,
          yPred);
    }
  }

  /** Drops the last axis of class numbers if they have as many axes as the predictions. */
  static Operand<TFloat32> squeezeLike(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    return y.shape().numDimensions() == p.shape().numDimensions() ? dropLast(tf, y) : y;
  }

  /** Drops a last axis of size 1, but not the only axis. */
  static Operand<TFloat32> dropColumn(Ops tf, Operand<TFloat32> x) {
    return x.shape().numDimensions() > 1 ? dropLast(tf, x) : x;
  }

  private static Operand<TFloat32> dropLast(Ops tf, Operand<TFloat32> x) {
    return x.shape().get(x.shape().numDimensions() - 1) == 1
        ? tf.squeeze(x, Squeeze.axis(List.of(-1L)))
        : x;
  }
}
