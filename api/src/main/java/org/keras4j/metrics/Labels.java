package org.keras4j.metrics;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** What metrics of class numbers share. */
final class Labels {

  private Labels() {}

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
