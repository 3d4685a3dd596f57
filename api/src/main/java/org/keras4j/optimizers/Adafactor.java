package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Keeps the mean squares of gradients by rows and columns only (Shazeer and Stern, 2018): Keras's
 * {@code Adafactor}.
 *
 * <p>{@code ρ = min(η, 1/√t); α = max(ε₂, rms(w))·ρ; s = g² + ε₁; b = 1 − t^decay}. For weights of
 * two or more axes {@code r = b·r + (1 − b)·mean(s, −1)}, {@code c = b·c + (1 − b)·mean(s, −2)},
 * {@code v = (r / mean(r)) ⊗ c}; for others {@code v = b·v + (1 − b)·s}. Then {@code u = g/√v; w −=
 * α·u / max(1, rms(u) / clip)}.
 */
public final class Adafactor extends FluentOptimizer<Adafactor> {

  private record Slots(Variable rows, Variable columns, Variable velocity) {}

  private double beta2Decay = -0.8;
  private double epsilon1 = 1e-30;
  private double epsilon2 = 1e-3;
  private double clipThreshold = 1;
  private boolean relativeStep = true;
  private final Map<Variable, Slots> slots = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, decay −0.8, clip 1. */
  public Adafactor() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Adafactor(double learningRate) {
    super(learningRate);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Adafactor(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets the exponent of t in the decay of averages, at most 0. By default −0.8. */
  public Adafactor beta2Decay(double value) {
    return set(
        "beta2Decay", () -> beta2Decay = Arguments.notPositive("Adafactor", "beta2Decay", value));
  }

  /** Sets ε₁, at least 0. By default 1e-30. */
  public Adafactor epsilon1(double value) {
    return set("epsilon1", () -> epsilon1 = Arguments.notNegative("Adafactor", "epsilon1", value));
  }

  /** Sets ε₂, at least 0. By default 0.001. */
  public Adafactor epsilon2(double value) {
    return set("epsilon2", () -> epsilon2 = Arguments.notNegative("Adafactor", "epsilon2", value));
  }

  /** Sets the root mean square beyond which updates are scaled down, above 0. By default 1. */
  public Adafactor clipThreshold(double value) {
    return set(
        "clipThreshold",
        () -> clipThreshold = Arguments.positive("Adafactor", "clipThreshold", value));
  }

  /**
   * Sets whether the learning rate is bounded by {@code 1/√t}. As in Keras it is so in any case;
   * the argument is there for its sake. By default true.
   */
  public Adafactor relativeStep(boolean value) {
    return set("relativeStep", () -> relativeStep = value);
  }

  @Override
  protected void build(List<Variable> trainable) {
    for (Variable w : trainable) {
      Variable rows = addVariable(factor(w, -1));
      Variable columns = addVariable(factor(w, -2));
      slots.put(w, new Slots(rows, columns, addSlot(w, "velocity")));
    }
  }

  /**
   * The factor without one of the axes; a whole zero for weights that have too few, as in Keras.
   */
  private static Variable factor(Variable w, int axis) {
    int rank = w.shape().rank();
    if (rank < 2) {
      return new Variable(w.name(), NDArray.wrap(new int[] {0}));
    }
    long[] dims = w.shape().asArray();
    long[] rest = new long[rank - 1];
    for (int i = 0, j = 0; i < rank; i++) {
      if (i != rank + axis) {
        rest[j++] = dims[i];
      }
    }
    return new Variable(w.name(), Shape.of(rest), new Zeros(), false);
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Operand<TFloat32> v = sizes(tf, step, w, g);
    Operand<TFloat32> u = tf.math.div(g, tf.math.sqrt(v));
    Operand<TFloat32> clipped =
        tf.math.div(
            u,
            tf.math.maximum(
                step.constant(1), tf.math.div(rms(tf, u), step.constant(clipThreshold))));
    Operand<TFloat32> alpha =
        tf.math.mul(
            tf.math.maximum(step.constant(epsilon2), rms(tf, Averages.weight(tf, step, w))),
            rate(step));
    return tf.assignSubVariableOp(step.context().handle(w), tf.math.mul(alpha, clipped));
  }

  private Operand<TFloat32> sizes(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Slots s = Objects.requireNonNull(slots.get(w));
    Operand<TFloat32> squares = tf.math.add(tf.math.square(g), step.constant(epsilon1));
    Operand<TFloat32> v;
    if (w.shape().rank() < 2) {
      v = blend(tf, step, s.velocity(), squares);
    } else {
      Operand<TFloat32> r = factor(tf, step, s.rows(), squares, -1);
      Operand<TFloat32> c = factor(tf, step, s.columns(), squares, -2);
      Operand<TFloat32> share =
          tf.math.div(r, tf.math.mean(r, tf.constant(new int[] {-1}), Mean.keepDims(true)));
      v = tf.math.mul(tf.expandDims(share, tf.constant(-1)), tf.expandDims(c, tf.constant(-2)));
    }
    step.assign(s.velocity(), v);
    return v;
  }

  private Operand<TFloat32> factor(
      Ops tf, OptimizerStep step, Variable slot, Operand<TFloat32> squares, int axis) {
    Operand<TFloat32> now =
        blend(tf, step, slot, tf.math.mean(squares, tf.constant(new int[] {axis})));
    step.assign(slot, now);
    return now;
  }

  private Operand<TFloat32> blend(Ops tf, OptimizerStep step, Variable slot, Operand<TFloat32> x) {
    Operand<TFloat32> b =
        step.once(
            "b",
            ops -> Averages.rest(ops, step, ops.math.pow(step.t(), step.constant(beta2Decay))));
    return tf.math.add(
        tf.math.mul(b, step.context().read(slot)), tf.math.mul(Averages.rest(tf, step, b), x));
  }

  private static Operand<TFloat32> rate(OptimizerStep step) {
    return step.once(
        "rho",
        tf ->
            tf.math.minimum(
                step.learningRate(), tf.math.div(step.constant(1), tf.math.sqrt(step.t()))));
  }

  private static Operand<TFloat32> rms(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> squares = tf.math.square(x);
    return tf.math.sqrt(tf.math.mean(squares, Alignment.allAxes(tf, x)));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("beta_2_decay", beta2Decay, this::beta2Decay);
    c.number("epsilon_1", epsilon1, this::epsilon1);
    c.number("epsilon_2", epsilon2, this::epsilon2);
    c.number("clip_threshold", clipThreshold, this::clipThreshold);
    c.flag("relative_step", relativeStep, this::relativeStep);
  }
}
