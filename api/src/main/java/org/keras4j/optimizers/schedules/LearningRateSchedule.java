package org.keras4j.optimizers.schedules;

import org.keras4j.core.Config;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.internal.Returned;
import org.keras4j.internal.graph.OneShot;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A learning rate that depends on the number of updates: Keras's {@code LearningRateSchedule}.
 *
 * <p>To write one, override {@link #call}. It works element by element on any number of steps, so
 * that a whole curve can be computed at once.
 */
public abstract class LearningRateSchedule extends KerasObject {

  /** The schedules that are known by name. */
  public static final Kind<LearningRateSchedule> KIND =
      Kind.of("keras.optimizers.schedules", LearningRateSchedule.class, "learning rate schedule");

  private String name = className();

  /** For subclasses. */
  protected LearningRateSchedule() {}

  /**
   * Returns the learning rates.
   *
   * @param step numbers of updates before, as float32: a scalar while training
   * @return the learning rate for each of them, of the same shape or a scalar
   */
  public abstract Operand<TFloat32> call(Ops tf, Operand<TFloat32> step);

  private Operand<TFloat32> checked(Ops tf, Operand<TFloat32> step) {
    return Returned.value(
        call(tf, step), "Schedule " + className(), "call", "a tensor of the shape of its argument");
  }

  /** Computes the learning rate after this many updates. */
  public final double at(long step) {
    return curve(step)[0];
  }

  /** Computes the learning rates after these many updates, for plots and tests. */
  public final double[] curve(long... steps) {
    float[] s = new float[steps.length];
    for (int i = 0; i < s.length; i++) {
      s[i] = steps[i];
    }
    // One by one, as in training: TensorFlow's logarithms of vectors differ in the last digit.
    return OneShot.map(this::checked, s);
  }

  /** Returns the name. */
  public final String name() {
    return name;
  }

  final void defaultName(String value) {
    name = value;
  }

  final void nameConfig(Config c) {
    c.text("name", name, n -> name = n);
  }
}
