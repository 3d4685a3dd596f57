package org.keras4j.optimizers.schedules;

import java.util.Objects;
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
 * <p>To write one, extend {@link FluentSchedule} and override {@link #call}. It works element by
 * element on any number of steps, so that a whole curve can be computed at once. If there are
 * arguments, {@code config} names them, after {@code super.config(c)}.
 */
public abstract class LearningRateSchedule extends KerasObject {

  /** The schedules that are known by name. */
  public static final Kind<LearningRateSchedule> KIND =
      Kind.of("keras.optimizers.schedules", LearningRateSchedule.class, "learning rate schedule");

  private String name = className();

  /** For subclasses; the name is the class name. */
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

  /** Sets the name. By default that of the class, or what Keras has instead. */
  public LearningRateSchedule name(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  /** Exchanges the name, for classes that have it at another place of the config than the first. */
  final void nameConfig(Config c) {
    c.text("name", name, this::name);
  }

  /** Exchanges every argument with {@code c}; here the name. */
  @Override
  protected void config(Config c) {
    nameConfig(c);
  }
}
