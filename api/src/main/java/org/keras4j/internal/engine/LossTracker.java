package org.keras4j.internal.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.MetricDirection;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** The mean of a loss over the batches of an epoch. */
final class LossTracker extends Metric {

  private @Nullable Variable total;
  private @Nullable Variable count;

  LossTracker(String name) {
    name(name);
    build(Shape.of(), Shape.of());
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    total = addSum("total", Shape.of());
    count = addSum("count", Shape.of());
  }

  void track(Ops tf, CallContext context, Operand<TFloat32> loss, Operand<TFloat32> weight) {
    add(tf, context, total, tf.math.mul(loss, weight));
    add(tf, context, count, weight);
  }

  private static void add(
      Ops tf, CallContext context, @Nullable Variable sum, Operand<TFloat32> summand) {
    context.add(Objects.requireNonNull(sum), tf.dtypes.cast(summand, TFloat64.class));
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    throw new UnsupportedOperationException("use track");
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return tf.dtypes.cast(
        tf.math.divNoNan(
            context.read(Objects.requireNonNull(total), TFloat64.class),
            context.read(Objects.requireNonNull(count), TFloat64.class)),
        TFloat32.class);
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MIN;
  }
}
