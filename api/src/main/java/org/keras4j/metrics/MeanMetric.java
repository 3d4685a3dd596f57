package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.CallContext;
import org.keras4j.Shape;
import org.keras4j.Variable;
import org.keras4j.losses.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A metric that is the weighted mean of one value a sample. To write one, override {@link #values}.
 */
public abstract class MeanMetric extends Metric {

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
  protected void build(Shape yTrue, Shape yPred) {
    total = addVariable("total", Shape.of());
    count = addVariable("count", Shape.of());
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    accumulate(tf, context, values(tf, yTrue, yPred), sampleWeight);
  }

  /** Adds values to the mean, as Keras's {@code Mean} reduces them. */
  final void accumulate(
      Ops tf,
      CallContext context,
      Operand<TFloat32> values,
      @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TFloat32> v = values;
    if (sampleWeight == null) {
      Operand<TFloat32> perSample = meanBeyond(tf, v, 1);
      context.add(require(total), Alignment.sum(tf, perSample));
      context.add(require(count), Alignment.count(tf, perSample));
      return;
    }
    Alignment.Pair aligned = Alignment.align(tf, v, sampleWeight);
    v = aligned.first();
    Operand<TFloat32> w = aligned.second();
    v = meanBeyond(tf, v, w.shape().numDimensions());
    w = Alignment.broadcastLike(tf, w, v);
    context.add(require(total), Alignment.sum(tf, tf.math.mul(v, w)));
    context.add(require(count), Alignment.sum(tf, w));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return tf.math.divNoNan(context.read(require(total)), context.read(require(count)));
  }

  private static Operand<TFloat32> meanBeyond(Ops tf, Operand<TFloat32> x, int rank) {
    int r = x.shape().numDimensions();
    if (r <= rank) {
      return x;
    }
    int[] axes = java.util.stream.IntStream.range(rank, r).toArray();
    return tf.math.mean(x, tf.constant(axes));
  }

  private static Variable require(@Nullable Variable v) {
    return java.util.Objects.requireNonNull(v, "not built");
  }
}
