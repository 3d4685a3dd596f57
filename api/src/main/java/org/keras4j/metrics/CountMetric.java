package org.keras4j.metrics;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One count.
 *
 * @param <S> the metric's own type
 */
abstract class CountMetric<S extends CountMetric<S>> extends ThresholdMetric<S> {

  private final Confusion.Kind kind;

  CountMetric(Confusion.Kind kind) {
    this.kind = kind;
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.UNKNOWN;
  }

  @Override
  final Confusion.Kind[] kinds() {
    return new Confusion.Kind[] {kind};
  }

  @Override
  final String variable(Confusion.Kind which) {
    return "accumulator";
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return oneOrAll(tf, read(tf, context, kind));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    thresholdConfig(c);
  }
}
