package org.keras4j.metrics;

import org.keras4j.core.Config;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A mean, over samples, of a likeness of two vectors that lie along an axis; more is better.
 *
 * @param <S> the metric's own type
 */
abstract class AxisMetric<S extends AxisMetric<S>> extends AccuracyMetric<S> {

  private int axis = -1;

  /** Sets the axis of the vectors. By default the last. */
  public final S axis(int value) {
    axis = value;
    return self();
  }

  /** Returns the likeness; the axis is reduced. */
  abstract Operand<TFloat32> likeness(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, int along);

  @Override
  final void checkShapes(Shape yTrue, Shape yPred) {
    requireAxis(yTrue, yPred, axis);
  }

  @Override
  protected final Operand<TFloat32> values(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    return likeness(tf, aligned.first(), aligned.second(), axis);
  }

  /** Returns whether Keras writes the axis into the config. */
  boolean writesAxis() {
    return true;
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    if (c.isReading() || writesAxis() || axis != -1) {
      c.integer("axis", axis, this::axis);
    }
  }
}
