package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How often the right class is among the k most probable.
 *
 * @param <S> the metric's own type
 */
abstract class TopK<S extends TopK<S>> extends AccuracyMetric<S> {

  private int k;

  TopK(int k) {
    this.k = check(k);
  }

  private int check(int value) {
    if (value < 1) {
      throw badArgument("k", "at least 1", value);
    }
    return value;
  }

  final int k() {
    return k;
  }

  /** Returns hits in the shape of the labels. */
  final Operand<TFloat32> hits(Ops tf, Operand<TInt32> labels, Operand<TFloat32> yPred) {
    int rank = yPred.shape().numDimensions();
    long classes = yPred.shape().get(rank - 1);
    Operand<TFloat32> rows =
        rank > 2 ? tf.reshape(yPred, tf.constant(new long[] {-1, classes})) : yPred;
    boolean flat = labels.shape().numDimensions() == 1;
    Operand<TInt32> list = flat ? labels : tf.reshape(labels, tf.constant(new int[] {-1}));
    Operand<TBool> in = tf.nn.inTopK(rows, list, tf.constant(k));
    Operand<TFloat32> hits = tf.dtypes.cast(in, TFloat32.class);
    return flat ? hits : tf.reshape(hits, tf.shape(labels));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.integer("k", k);
  }
}
