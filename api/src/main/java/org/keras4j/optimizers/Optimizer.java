package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.KerasObject;
import org.keras4j.Shape;
import org.keras4j.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.Names;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Changes weights along their gradients: Keras's {@code Optimizer}.
 *
 * <p>One step: clip the gradients, decay the weights, apply the rule, apply constraints, count. To
 * write one, make slots in {@link #build} and return the operations of the rule from {@link
 * #update}. The learning rate is a variable, so that callbacks can change it while training runs.
 */
public abstract class Optimizer extends KerasObject {

  private String name;
  private final Variable iteration = new Variable("iteration", NDArray.wrap(new long[] {0}));
  private Variable learningRate;
  private @Nullable LearningRateSchedule schedule;
  private @Nullable Double weightDecay;
  private final Clipping clipping = new Clipping();
  private final List<Variable> slots = new ArrayList<>();
  private boolean built;

  /**
   * For subclasses.
   *
   * @param learningRate the default learning rate
   */
  protected Optimizer(double learningRate) {
    this.name = Names.snakeCase(className());
    this.learningRate = rate(learningRate);
  }

  private static Variable rate(double value) {
    return new Variable("learning_rate", Shape.of(), new Constant(value), false);
  }

  // --- What an optimizer writer overrides ----------------------------------------------------

  /** Makes the slots, with {@link #addSlot}, in Keras's order. */
  protected abstract void build(List<Variable> trainable);

  /**
   * Returns the operations that apply the rule to one weight.
   *
   * @param tf runs after whatever has to come before the rule
   * @param step what the rule needs to know of this step
   */
  protected abstract Op update(
      Ops tf, OptimizerStep step, Variable weight, Operand<TFloat32> gradient);

  // --- What an optimizer writer uses ---------------------------------------------------------

  /** Makes a slot of a weight's shape, filled with zeros. */
  protected final Variable addSlot(Variable weight, String slot) {
    return addSlot(weight, slot, new Zeros());
  }

  /** Makes a slot of a weight's shape. */
  protected final Variable addSlot(Variable weight, String slot, Initializer initializer) {
    return addVariable(weight.path().replace('/', '_') + "_" + slot, weight.shape(), initializer);
  }

  /** Makes a variable that belongs to no single weight. */
  protected final Variable addVariable(String variableName, Shape shape, Initializer initializer) {
    Variable v = new Variable(variableName, shape, initializer, false);
    slots.add(v);
    return v;
  }

  // --- What everybody uses -------------------------------------------------------------------

  /** Returns the name. */
  public final String name() {
    return name;
  }

  /** Returns the learning rate now; with a schedule, that of the next step. */
  public final double learningRate() {
    LearningRateSchedule s = schedule;
    return s == null ? learningRate.value().getFloat() : s.at(iterations());
  }

  /**
   * Sets the learning rate, at any time; a running training uses it from the next step on.
   *
   * @throws IllegalStateException if the optimizer follows a schedule
   */
  public Optimizer learningRate(double value) {
    if (schedule != null) {
      throw new IllegalStateException(
          className()
              + " follows a "
              + schedule.className()
              + ", so its learning rate cannot be set; give it a number to let callbacks change it");
    }
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          className() + ": learningRate must be a finite number of at least 0; received " + value);
    }
    learningRate.assign(NDArray.wrap(new float[] {(float) value}));
    return this;
  }

  /** Makes the learning rate follow a schedule; to be called before training. */
  public Optimizer learningRate(LearningRateSchedule s) {
    requireNotBuilt("learningRate");
    schedule = s;
    return this;
  }

  /** Returns the schedule, or null. */
  public final @Nullable LearningRateSchedule schedule() {
    return schedule;
  }

  /** Returns how many updates there have been. */
  public final long iterations() {
    return iteration.value().getLong();
  }

  /**
   * Sets the share of each weight that is taken away before each update, times the learning rate;
   * or null for none.
   */
  public Optimizer weightDecay(@Nullable Double value) {
    requireNotBuilt("weightDecay");
    weightDecay = value;
    return this;
  }

  /** Clips each gradient to this norm. By default none. */
  public Optimizer clipnorm(double value) {
    requireNotBuilt("clipnorm");
    clipping.clipnorm(className(), value);
    return this;
  }

  /** Clips each element of the gradients to ±value. By default none. */
  public Optimizer clipvalue(double value) {
    requireNotBuilt("clipvalue");
    clipping.clipvalue(className(), value);
    return this;
  }

  /** Clips all gradients together to this norm. By default none. */
  public Optimizer globalClipnorm(double value) {
    requireNotBuilt("globalClipnorm");
    clipping.globalClipnorm(className(), value);
    return this;
  }

  private void requireNotBuilt(String argument) {
    if (built) {
      throw new IllegalStateException(
          className() + " is in use already, so '" + argument + "' can no longer change");
    }
  }

  /** Returns the state: iteration, learning rate unless there is a schedule, then the slots. */
  public final List<Variable> variables() {
    List<Variable> all = new ArrayList<>();
    all.add(iteration);
    if (schedule == null) {
      all.add(learningRate);
    }
    all.addAll(slots);
    return Collections.unmodifiableList(all);
  }

  /**
   * Makes the slots, once.
   *
   * @throws IllegalArgumentException if the optimizer was built for other weights
   */
  public final void buildOnce(List<Variable> trainable) {
    if (!built) {
      build(trainable);
      built = true;
    }
  }

  /** Returns whether the slots exist. */
  public final boolean isBuilt() {
    return built;
  }

  /** Adds one step to a training graph and returns the operations that complete it. */
  public final List<Op> apply(
      Ops tf, UpdateContext context, List<Variable> weights, List<Operand<TFloat32>> gradients) {
    Operand<TInt64> before = context.read(iteration, TInt64.class);
    Operand<TFloat32> done = tf.dtypes.cast(before, TFloat32.class);
    Operand<TFloat32> rate =
        schedule == null ? context.read(learningRate) : schedule.call(tf, done);
    OptimizerStep step =
        new OptimizerStep(
            context, rate, tf.math.add(done, tf.constant(1f)), new java.util.HashMap<>());
    List<Operand<TFloat32>> clipped = clipping.apply(tf, gradients);
    List<Op> ends = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      ends.add(change(tf, step, weights.get(i), clipped.get(i)));
    }
    ends.add(context.after(before).assignAddVariableOp(context.handle(iteration), tf.constant(1L)));
    return ends;
  }

  private Op change(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext context = step.context();
    Op last = context.read(w);
    if (weightDecay != null) {
      Operand<TFloat32> lost =
          tf.math.mul(
              tf.math.mul(context.read(w), tf.constant(weightDecay.floatValue())),
              step.learningRate());
      last = context.after(last).assignSubVariableOp(context.handle(w), lost);
    }
    last = update(context.after(last), step, w, gradient);
    if (w.constraint() != null) {
      Ops after = context.after(last);
      Operand<TFloat32> now = after.readVariableOp(context.handle(w), TFloat32.class);
      last = after.assignVariableOp(context.handle(w), w.constraint().call(after, now));
    }
    return last;
  }

  @Override
  protected void config(Config c) {
    name = c.text("name", name);
    if (schedule == null) {
      double current = learningRate.value().getFloat();
      double read = c.number("learning_rate", current);
      if (read != current) {
        learningRate(read);
      }
    }
    weightDecay = c.numberOrNull("weight_decay", weightDecay);
    clipping.config(c);
  }
}
