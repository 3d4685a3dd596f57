package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The best value of one quotient over all thresholds at which another one is large enough; 0 if
 * there is no such threshold.
 *
 * @param <S> the metric's own type
 */
abstract class BestUnderConstraint<S extends BestUnderConstraint<S>> extends ConfusionMetric<S> {

  private final String argument;
  private double value;
  private int numThresholds = 200;
  private @Nullable Integer classId;

  BestUnderConstraint(String argument, double value) {
    this.argument = argument;
    this.value = check(value);
  }

  private double check(double v) {
    if (!(v >= 0 && v <= 1)) {
      throw badArgument(argument, "a number in [0, 1]", v);
    }
    return v;
  }

  /** Sets the number of thresholds, evenly in [0, 1], at least 1. By default 200. */
  public final S numThresholds(int count) {
    if (count < 1) {
      throw badArgument("numThresholds", "at least 1", count);
    }
    numThresholds = count;
    return self();
  }

  /** Sets the only class that counts. By default all. */
  public final S classId(@Nullable Integer id) {
    if (id != null && id < 0) {
      throw badArgument("classId", "at least 0", id);
    }
    classId = id;
    return self();
  }

  /** Returns the quotient that has to be large enough. */
  abstract Operand<TFloat32> constrained(Ops tf, CallContext context);

  /** Returns the quotient whose best value is the result. */
  abstract Operand<TFloat32> wanted(Ops tf, CallContext context);

  final Operand<TFloat32> recall(Ops tf, CallContext context) {
    return share(tf, context, Confusion.Kind.TRUE_POSITIVES, Confusion.Kind.FALSE_NEGATIVES);
  }

  final Operand<TFloat32> precision(Ops tf, CallContext context) {
    return share(tf, context, Confusion.Kind.TRUE_POSITIVES, Confusion.Kind.FALSE_POSITIVES);
  }

  final Operand<TFloat32> specificity(Ops tf, CallContext context) {
    return share(tf, context, Confusion.Kind.TRUE_NEGATIVES, Confusion.Kind.FALSE_POSITIVES);
  }

  @Override
  final Thresholds thresholds() {
    return Thresholds.linear(numThresholds);
  }

  @Override
  final @Nullable Integer classId() {
    return classId;
  }

  @Override
  final Confusion.Kind[] kinds() {
    return new Confusion.Kind[] {
      Confusion.Kind.TRUE_POSITIVES,
      Confusion.Kind.FALSE_POSITIVES,
      Confusion.Kind.TRUE_NEGATIVES,
      Confusion.Kind.FALSE_NEGATIVES
    };
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    Operand<TFloat32> enough =
        tf.select(
            tf.math.greaterEqual(constrained(tf, context), tf.constant((float) value)),
            wanted(tf, context),
            tf.constant(0f));
    return tf.math.maximum(tf.reduceMax(enough, tf.constant(new int[] {0})), tf.constant(0f));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.integerOrNull("class_id", classId, this::classId);
    c.integer("num_thresholds", numThresholds, this::numThresholds);
    c.number(argument, value);
  }
}
