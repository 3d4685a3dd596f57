package org.keras4j.internal.metrics;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.internal.Bridge;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What the engine does with a {@link Metric} and users do not. */
public abstract class MetricAccess {

  private static final Bridge<MetricAccess> BRIDGE = new Bridge<>(Metric.class);

  /** For {@link Metric}. */
  protected MetricAccess() {}

  /** Registers the implementation. */
  public static void set(MetricAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static MetricAccess get() {
    return BRIDGE.get();
  }

  /** Returns what a metric belongs to, or null. */
  public abstract @Nullable Object owner(Metric metric);

  /** Gives a metric to an owner, for whom its state is made anew, or to none. */
  public abstract void give(Metric metric, @Nullable Object owner);

  /**
   * Makes the state unless it exists, then adds the operations that take in one batch.
   *
   * @param mask which predictions count, or null
   */
  public abstract void update(
      Metric metric,
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight,
      @Nullable Operand<TBool> mask);

  /** Adds the operations that compute the result. */
  public abstract Operand<TFloat32> result(Metric metric, Ops tf, CallContext context);

  /**
   * Refuses a metric whose result has several numbers, which logs cannot hold.
   *
   * @param shape shape of the result
   */
  public abstract void requireScalar(Metric metric, Shape shape);
}
