package org.keras4j.optimizers.schedules;

import java.util.Arrays;
import java.util.List;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One learning rate up to and including each boundary, another after the last: Keras's {@code
 * PiecewiseConstantDecay}.
 */
public final class PiecewiseConstantDecay extends FluentSchedule<PiecewiseConstantDecay> {

  private double[] boundaries;
  private double[] values;

  /**
   * Makes the schedule.
   *
   * @param boundaries numbers of updates, rising
   * @param values learning rates, one more than boundaries, at least 0
   */
  public PiecewiseConstantDecay(double[] boundaries, double[] values) {
    name("PiecewiseConstant");
    this.boundaries = boundaries.clone();
    this.values = values.clone();
    check();
  }

  private void check() {
    if (boundaries.length != values.length - 1) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay needs one value more than boundaries; received "
              + boundaries.length
              + " boundaries and "
              + values.length
              + " values");
    }
    for (int i = 0; i < boundaries.length; i++) {
      if (!(boundaries[i] >= 0) || (i > 0 && boundaries[i] <= boundaries[i - 1])) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay: boundaries must be rising numbers of at least 0; received "
                + Arrays.toString(boundaries));
      }
    }
    for (double v : values) {
      Terms.rate("PiecewiseConstantDecay", "each value", v);
    }
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> rate = Terms.constant(tf, values[values.length - 1]);
    for (int i = boundaries.length - 1; i >= 0; i--) {
      rate =
          tf.select(
              tf.math.lessEqual(step, Terms.constant(tf, boundaries[i])),
              Terms.constant(tf, values[i]),
              rate);
    }
    return rate;
  }

  @Override
  protected void config(Config c) {
    c.object("boundaries", boundaries, PiecewiseConstantDecay::plain);
    c.numbers("values", values);
    nameConfig(c);
  }

  private static List<Number> plain(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Terms::plain).toList();
  }
}
