package org.keras4j.constraints;

import java.util.Arrays;
import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * What the constraints share that scale vectors to a wanted length.
 *
 * <p>The vectors lie along {@code axis}. For the kernel of {@code Dense}, of shape {@code (inputs,
 * units)}, axis 0 takes the weights into each unit; for that of {@code Conv2D} axes 0, 1, 2 do.
 *
 * @param <S> the constraint's own type
 */
public abstract class NormConstraint<S extends NormConstraint<S>> extends Constraint {

  private int[] axis = {0};

  NormConstraint() {}

  /** Sets the axes along which lengths are measured. By default 0. */
  @SuppressWarnings("unchecked")
  public S axis(int... axes) {
    if (axes.length == 0) {
      throw new IllegalArgumentException(className() + ": axis must name at least one axis");
    }
    axis = axes.clone();
    return (S) this;
  }

  @Override
  public final Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
    check(w.shape().numDimensions());
    Operand<TFloat32> norm =
        tf.math.sqrt(tf.reduceSum(tf.math.square(w), tf.constant(axis), ReduceSum.keepDims(true)));
    Operand<TFloat32> safe = tf.math.add(tf.constant((float) Numbers.EPSILON), norm);
    return scale(tf, w, norm, safe);
  }

  private void check(int rank) {
    long valid =
        Arrays.stream(axis)
            .filter(a -> a >= -rank && a < rank)
            .map(a -> Math.floorMod(a, rank))
            .distinct()
            .count();
    if (valid < axis.length) {
      throw new IllegalArgumentException(
          className()
              + ": 'axis' must name different axes of the weight, whose rank is "
              + rank
              + "; received "
              + Arrays.toString(axis));
    }
  }

  /**
   * Returns the scaled weight.
   *
   * @param safe the lengths, a little more than 0
   */
  abstract Operand<TFloat32> scale(
      Ops tf, Operand<TFloat32> w, Operand<TFloat32> norm, Operand<TFloat32> safe);

  /** Clips lengths. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> norm, double min, double max) {
    return tf.clipByValue(norm, tf.constant((float) min), tf.constant((float) max));
  }

  @Override
  protected void config(Config c) {
    c.integerOrIntegers("axis", axis, this::axis);
  }
}
