package org.keras4j.metrics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A metric made of counts of right and wrong decisions.
 *
 * @param <S> the metric's own type
 */
abstract class ConfusionMetric<S extends ConfusionMetric<S>> extends FluentMetric<S> {

  private @Nullable Confusion confusion;

  ConfusionMetric() {
    numberName();
  }

  /** Returns the thresholds. */
  abstract Thresholds thresholds();

  /** Returns what has to be counted, in the order of the state. */
  abstract Confusion.Kind[] kinds();

  /** Returns how many predictions of a row may count as yes, or null. */
  @Nullable Integer topK() {
    return null;
  }

  /** Returns the only class that counts, or null. */
  @Nullable Integer classId() {
    return null;
  }

  /** Returns the name of a count's variable. */
  String variable(Confusion.Kind kind) {
    return kind.variable();
  }

  /** Returns the shape of each count. */
  Shape countShape(Shape yPred) {
    return Shape.of(thresholds().count());
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MAX;
  }

  @Override
  protected String scalarHint() {
    return "give it one threshold";
  }

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    Integer id = classId();
    if (id != null && (yPred.rank() < 2 || id >= yPred.get(-1))) {
      throw badShapes("a last axis of at least " + (id + 1) + " classes", yTrue, yPred);
    }
    Integer k = topK();
    if (k != null && (yPred.rank() < 2 || k > yPred.get(-1))) {
      throw badShapes("a last axis of at least topK = " + k + " classes", yTrue, yPred);
    }
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    Confusion c = new Confusion(thresholds());
    for (Confusion.Kind kind : kinds()) {
      c.put(kind, addSum(variable(kind), countShape(yPred)));
    }
    confusion = c;
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    count(tf, context, decisions(tf, yTrue, yPred, sampleWeight));
  }

  Decisions decisions(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    return Decisions.of(tf, yTrue, yPred, sampleWeight, topK(), classId(), null, false);
  }

  final void count(Ops tf, CallContext context, Decisions d) {
    Objects.requireNonNull(confusion).add(tf, context, d);
  }

  final Operand<TFloat32> read(Ops tf, CallContext context, Confusion.Kind kind) {
    return Objects.requireNonNull(confusion).read(tf, context, kind);
  }

  /** Returns {@code a / (a + b)}, 0 for 0/0. */
  final Operand<TFloat32> share(Ops tf, CallContext context, Confusion.Kind a, Confusion.Kind b) {
    Operand<TFloat32> part = read(tf, context, a);
    return tf.math.divNoNan(part, tf.math.add(part, read(tf, context, b)));
  }

  /** Returns the only value of a vector of one. */
  final Operand<TFloat32> oneOrAll(Ops tf, Operand<TFloat32> values) {
    return thresholds().count() == 1 ? tf.reshape(values, tf.constant(new int[0])) : values;
  }
}
