package org.keras4j.metrics;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The weighted sum of the predictions themselves: Keras's {@code Sum}. */
public final class Sum extends FluentMetric<Sum> {

  private @Nullable Variable total;

  /** Makes the metric. */
  public Sum() {}

  /** Takes in values outside any model. */
  public void updateState(NDArray values) {
    updateState(values, values);
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    total = addSum("total", Shape.of());
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Samplewise s = Samplewise.of(tf, name(), yPred, sampleWeight, Sum::sumBeyond);
    Sums.add(tf, context, total, Alignment.sum(tf, s.values()));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return Sums.read(tf, context, total);
  }

  private static Operand<TFloat32> sumBeyond(Ops tf, Operand<TFloat32> x, int rank) {
    int r = x.shape().numDimensions();
    return r <= rank ? x : tf.reduceSum(x, tf.constant(IntStream.range(rank, r).toArray()));
  }
}
