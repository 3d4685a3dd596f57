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
    total = addVariable("total", Shape.of());
    count = addVariable("count", Shape.of());
  }

  void track(Ops tf, CallContext context, Operand<TFloat32> loss, Operand<TFloat32> weight) {
    context.add(Objects.requireNonNull(total), tf.math.mul(loss, weight));
    context.add(Objects.requireNonNull(count), weight);
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
    return tf.math.divNoNan(
        context.read(Objects.requireNonNull(total)), context.read(Objects.requireNonNull(count)));
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MIN;
  }
}
