package org.keras4j.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Precision and recall.
 *
 * @param <S> the metric's own type
 */
abstract class Quotient<S extends Quotient<S>> extends ThresholdMetric<S> {

  private final Confusion.Kind wrong;
  private @Nullable Integer topK;
  private @Nullable Integer classId;

  Quotient(Confusion.Kind wrong) {
    this.wrong = wrong;
  }

  /**
   * Sets how many predictions of a row, the largest, may count as yes; without thresholds they all
   * do. By default any number.
   */
  public final S topK(@Nullable Integer k) {
    if (k != null && k < 1) {
      throw badArgument("topK", "at least 1", k);
    }
    topK = k;
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

  @Override
  final @Nullable Integer topK() {
    return topK;
  }

  @Override
  final @Nullable Integer classId() {
    return classId;
  }

  @Override
  final double defaultThreshold() {
    return topK == null ? 0.5 : Confusion.NEVER;
  }

  @Override
  final Confusion.Kind[] kinds() {
    return new Confusion.Kind[] {Confusion.Kind.TRUE_POSITIVES, wrong};
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    return oneOrAll(tf, share(tf, context, Confusion.Kind.TRUE_POSITIVES, wrong));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    thresholdConfig(c);
    c.integerOrNull("top_k", topK, this::topK);
    c.integerOrNull("class_id", classId, this::classId);
  }
}
