package org.keras4j.optimizers.schedules;

import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A learning rate that goes up and down between two bounds (L. Smith, 2017). Keras has none; a
 * model file that contains it needs a class of this name in Python.
 *
 * <p>With half a cycle of S updates: {@code c = ⌊1 + step / 2S⌋} counts the cycles, {@code x =
 * |step / S − 2c + 1|} falls from 1 to 0 and rises again, and the rate is {@code low + (high −
 * low)·max(0, 1 − x)·s}. The factor s is
 *
 * <ul>
 *   <li>{@code "triangular"}: 1;
 *   <li>{@code "triangular2"}: {@code 1 / 2^(c − 1)}, half the height each cycle;
 *   <li>{@code "exp_range"}: {@code γ^step}.
 * </ul>
 */
public final class CyclicalLearningRate extends FluentSchedule<CyclicalLearningRate> {

  private double initialLearningRate;
  private double maximalLearningRate;
  private double stepSize;
  private String mode = "triangular";
  private double gamma = 0.99994;

  /**
   * Makes the schedule with mode {@code "triangular"}.
   *
   * @param initialLearningRate the lower bound and the beginning, at least 0
   * @param maximalLearningRate the upper bound, not below the lower one
   * @param stepSize half the length of a cycle in updates, above 0; Smith advises 2 to 10 epochs
   */
  public CyclicalLearningRate(
      double initialLearningRate, double maximalLearningRate, double stepSize) {
    set(initialLearningRate, maximalLearningRate, stepSize);
  }

  private void set(double low, double high, double size) {
    initialLearningRate = Terms.rate(className(), "initialLearningRate", low);
    maximalLearningRate = Terms.rate(className(), "maximalLearningRate", high);
    stepSize = Terms.steps(className(), "stepSize", size);
    if (high < low) {
      throw new IllegalArgumentException(
          className()
              + ": maximalLearningRate must not be below initialLearningRate; received "
              + high
              + " and "
              + low);
    }
  }

  /**
   * Sets how the height of the cycles changes: {@code "triangular"}, {@code "triangular2"} or
   * {@code "exp_range"}. By default {@code "triangular"}.
   */
  public CyclicalLearningRate mode(String value) {
    List<String> valid = List.of("triangular", "triangular2", "exp_range");
    if (!valid.contains(value)) {
      throw Names.unknown("mode of CyclicalLearningRate", value, valid);
    }
    mode = value;
    return this;
  }

  /** Sets γ for {@code "exp_range"}, in (0, 1]. By default 0.99994, as in Smith's paper. */
  public CyclicalLearningRate gamma(double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          className() + ": gamma must lie in (0, 1]; received " + value);
    }
    gamma = value;
    return this;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> step) {
    Operand<TFloat32> one = Terms.constant(tf, 1);
    Operand<TFloat32> two = Terms.constant(tf, 2);
    Operand<TFloat32> halves = tf.math.div(step, Terms.constant(tf, stepSize));
    Operand<TFloat32> before = tf.math.floor(tf.math.div(halves, two));
    Operand<TFloat32> x =
        tf.math.abs(tf.math.sub(tf.math.sub(halves, tf.math.mul(two, before)), one));
    Operand<TFloat32> height =
        tf.math.mul(
            Terms.constant(tf, maximalLearningRate - initialLearningRate),
            tf.math.maximum(Terms.constant(tf, 0), tf.math.sub(one, x)));
    Operand<TFloat32> scaled =
        switch (mode) {
          case "triangular2" -> tf.math.div(height, tf.math.pow(two, before));
          case "exp_range" -> tf.math.mul(height, tf.math.pow(Terms.constant(tf, gamma), step));
          default -> height;
        };
    return tf.math.add(Terms.constant(tf, initialLearningRate), scaled);
  }

  @Override
  protected void config(Config c) {
    c.number("initial_learning_rate", initialLearningRate);
    c.number("maximal_learning_rate", maximalLearningRate);
    Terms.stepsConfig(c, "step_size", stepSize);
    c.text("mode", mode, this::mode);
    c.number("gamma", gamma, this::gamma);
    nameConfig(c);
  }
}
