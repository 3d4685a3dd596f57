package org.keras4j.metrics;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A metric that is the weighted mean of one value a sample. To write one, override {@link #values}.
 *
 * @param <S> the metric's own type
 */
public abstract class MeanMetric<S extends MeanMetric<S>> extends FluentMetric<S> {

  private @Nullable Variable total;
  private @Nullable Variable count;

  /** For subclasses. */
  protected MeanMetric() {}

  /**
   * Returns the values to average.
   *
   * @return shape {@code (batch, …)}; all axes but the first are averaged
   */
  protected abstract Operand<TFloat32> values(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);

  @Override
  boolean heedsMask() {
    return true;
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    total = addSum("total", Shape.of());
    count = addSum("count", Shape.of());
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TFloat32> values = values(tf, yTrue, yPred);
    accumulate(tf, context, returned(values, "values"), sampleWeight);
  }

  /** Adds values to the mean, as Keras's {@code Mean} reduces them. */
  final void accumulate(
      Ops tf,
      CallContext context,
      Operand<TFloat32> values,
      @Nullable Operand<TFloat32> sampleWeight) {
    Samplewise s = Samplewise.of(tf, name(), values, sampleWeight, MeanMetric::meanBeyond);
    Sums.add(tf, context, total, Alignment.sum(tf, s.values()));
    Operand<TFloat32> weights = s.weights();
    Sums.add(
        tf,
        context,
        count,
        weights == null ? Alignment.count(tf, s.values()) : Alignment.sum(tf, weights));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return Sums.quotient(tf, context, total, count);
  }

  private static Operand<TFloat32> meanBeyond(Ops tf, Operand<TFloat32> x, int rank) {
    int r = x.shape().numDimensions();
    return r <= rank ? x : tf.math.mean(x, tf.constant(IntStream.range(rank, r).toArray()));
  }
}
