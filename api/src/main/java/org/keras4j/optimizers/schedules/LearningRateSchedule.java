package org.keras4j.optimizers.schedules;

import org.keras4j.KerasObject;
import org.keras4j.internal.engine.OneShot;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A learning rate that depends on the number of updates: Keras's {@code LearningRateSchedule}. */
public abstract class LearningRateSchedule extends KerasObject {

  /** For subclasses. */
  protected LearningRateSchedule() {}

  /**
   * Returns the learning rate.
   *
   * @param step number of updates before this one, as a float32 scalar
   */
  public abstract Operand<TFloat32> call(Ops tf, Operand<TFloat32> step);

  /** Computes the learning rate of one step, for plots and tests. */
  public final double at(long step) {
    return OneShot.evaluate(tf -> call(tf, tf.constant((float) step))).getFloat();
  }
}
