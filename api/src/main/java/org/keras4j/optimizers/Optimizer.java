package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.optimizers.schedules.LearningRateSchedules;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Changes weights along their gradients: Keras's {@code Optimizer}.
 *
 * <p>One step: add up gradients if updates are to be rarer than batches; clip; decay the weights;
 * apply the rule; average the weights; apply constraints; count. To write one, extend {@link
 * FluentOptimizer}, make slots in {@link #build} and return the operations of the rule from {@link
 * #update}. The learning rate is a variable, so that callbacks can change it while training runs.
 */
public abstract class Optimizer extends KerasObject {

  /** The optimizers that are known by name. */
  public static final Kind<Optimizer> KIND =
      Kind.of("keras.optimizers", Optimizer.class, "optimizer").ignoringCase();

  private @Nullable String name;
  private final Variable iteration = new Variable("iteration", NDArray.wrap(new long[] {0}));
  private final Variable learningRate;
  private @Nullable LearningRateSchedule schedule;
  final WeightDecay decay = new WeightDecay();
  final Clipping clipping = new Clipping();
  final MovingAverage average = new MovingAverage();
  final Accumulation accumulation = new Accumulation();
  private @Nullable Double lossScaleFactor;
  private final List<Variable> slots = new ArrayList<>();
  private @Nullable List<Variable> weights;

  /**
   * For subclasses.
   *
   * @param learningRate the learning rate, at least 0
   */
  protected Optimizer(double learningRate) {
    checkRate(learningRate);
    this.learningRate =
        new Variable("learning_rate", Shape.of(), new Constant(learningRate), false);
  }

  private void checkRate(double value) {
    Arguments.notNegative(className(), "learningRate", value);
    // It is kept as a float32, where large numbers are infinite.
    if (Float.isInfinite((float) value)) {
      throw new IllegalArgumentException(
          className() + ": learningRate must be a number of float32; received " + value);
    }
  }

  // --- What an optimizer writer overrides ----------------------------------------------------

  /** Makes the slots, with {@link #addSlot}, in Keras's order. */
  protected abstract void build(List<Variable> trainable);

  /**
   * Returns the operation that changes one weight. Slots are read with the step's context and set
   * with {@link OptimizerStep#assign} or by a fused operation.
   *
   * @param tf runs after whatever has to come before the rule
   * @param step what the rule needs to know of this step
   */
  protected abstract Op update(
      Ops tf, OptimizerStep step, Variable weight, Operand<TFloat32> gradient);

  /**
   * Returns the weight decay of one weight.
   *
   * @param general the optimizer's argument, null for none
   */
  @Nullable Double decayOf(Variable weight, @Nullable Double general) {
    return general;
  }

  /** Returns where the patterns of weights without decay are sought. */
  String decayName(Variable weight) {
    return weight.path();
  }

  // --- What an optimizer writer uses ---------------------------------------------------------

  /** Makes a slot of a weight's shape, filled with zeros. */
  protected final Variable addSlot(Variable weight, String slot) {
    return addSlot(weight, slot, new Zeros());
  }

  /** Makes a slot of a weight's shape. */
  protected final Variable addSlot(Variable weight, String slot, Initializer initializer) {
    return addVariable(slotName(weight, slot), weight.shape(), initializer);
  }

  static String slotName(Variable weight, String slot) {
    return weight.path().replace('/', '_') + "_" + slot;
  }

  /** Makes a variable that belongs to no single weight. */
  protected final Variable addVariable(String variableName, Shape shape, Initializer initializer) {
    return addVariable(new Variable(variableName, shape, initializer, false));
  }

  /** Adds a variable to the state. */
  protected final Variable addVariable(Variable v) {
    slots.add(v);
    return v;
  }

  // --- What everybody uses -------------------------------------------------------------------

  /**
   * Returns the name; by default the class name in snake case, with a number from the second on.
   */
  public final String name() {
    String n = name;
    if (n == null) {
      n = Names.unique(Names.snakeCase(className()));
      name = n;
    }
    return n;
  }

  /** Sets the name. */
  public Optimizer name(String newName) {
    name = newName;
    return this;
  }

  /** Returns the learning rate now; with a schedule, that of the next step. */
  public final double learningRate() {
    LearningRateSchedule s = schedule;
    return s == null ? learningRate.value().getFloat() : s.at(iteration.value().getLong());
  }

  /**
   * Sets the learning rate, at any time; a running training uses it from the next step on.
   *
   * @throws IllegalStateException if the optimizer follows a schedule
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Optimizer learningRate(double value) {
    if (schedule != null) {
      throw new IllegalStateException(
          className()
              + " follows a "
              + schedule.className()
              + ", so its learning rate cannot be set; give it a number to let callbacks change"
              + " it");
    }
    checkRate(value);
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
    Integer k = accumulation.steps();
    return iteration.value().getLong() / (k == null ? 1 : k);
  }

  final void scaleLossBy(double value) {
    lossScaleFactor = Arguments.positive(className(), "lossScaleFactor", value);
  }

  final void requireNotBuilt(String argument) {
    if (weights != null) {
      throw new IllegalStateException(
          className() + " is in use already, so '" + argument + "' can no longer change");
    }
  }

  /**
   * Returns the state: iteration, learning rate unless there is a schedule, averages of weights,
   * sums of gradients, then the rule's slots.
   */
  public final List<Variable> variables() {
    List<Variable> all = new ArrayList<>();
    all.add(iteration);
    if (schedule == null) {
      all.add(learningRate);
    }
    all.addAll(slots);
    return Collections.unmodifiableList(all);
  }

  private List<Variable> changing() {
    List<Variable> all = new ArrayList<>(slots);
    all.add(iteration);
    return all;
  }

  private void buildOnce(List<Variable> trainable) {
    List<Variable> known = weights;
    if (known == null) {
      average.build(this, trainable);
      accumulation.build(this, trainable);
      build(trainable);
      weights = List.copyOf(trainable);
      return;
    }
    List<String> unknown =
        trainable.stream().filter(v -> !known.contains(v)).map(Variable::path).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          className()
              + " keeps state for the weights it was first used with, and these are not among them: "
              + unknown
              + ". Compile with a new optimizer");
    }
  }

  /** Returns whether the slots exist. */
  public final boolean isBuilt() {
    return weights != null;
  }

  /** Returns the moving average of each weight; empty unless they are kept. */
  final Map<Variable, Variable> averages() {
    return average.averages();
  }

  private void finalizeWeights() {
    Map<Variable, Variable> averages = averages();
    List<NDArray> values = VariableAccess.get().values(averages.values());
    Map<Variable, NDArray> byWeight = new LinkedHashMap<>();
    averages.keySet().forEach(w -> byWeight.put(w, values.get(byWeight.size())));
    VariableAccess.get().assign(byWeight);
  }

  private Operand<TFloat32> scaleLoss(Ops tf, Operand<TFloat32> loss) {
    return lossScaleFactor == null
        ? loss
        : tf.math.mul(loss, tf.constant(lossScaleFactor.floatValue()));
  }

  // --- The step ------------------------------------------------------------------------------

  private List<Op> apply(
      Ops tf, UpdateContext context, List<Variable> reached, List<Operand<TFloat32>> gradients) {
    List<Op> ends = new ArrayList<>();
    Operand<TInt64> batches = context.read(iteration, TInt64.class);
    Operand<TInt64> updates = accumulation.updates(tf, batches);
    Operand<TFloat32> rate =
        schedule == null
            ? context.read(learningRate)
            : Returned.value(
                schedule.call(tf, tf.dtypes.cast(batches, TFloat32.class)),
                "Schedule " + schedule.className(),
                "call",
                "a scalar tensor");
    Operand<TFloat32> t = tf.math.add(tf.dtypes.cast(updates, TFloat32.class), tf.constant(1f));
    List<Operand<TFloat32>> g = unscale(tf, gradients);
    Accumulation.Gate gate = accumulation.gate(tf, batches);
    if (gate != null) {
      g = gate.gradients(context, reached, g, ends);
      rate = gate.pass(rate);
      t = gate.pass(t);
    }
    g = clipping.apply(tf, g);
    OptimizerStep step = new OptimizerStep(tf, context, rate, t);
    MovingAverage.Step averaging = average.step(tf, updates);
    for (Variable w : averaging == null ? reached : java.util.Objects.requireNonNull(weights)) {
      int i = reached.indexOf(w);
      Op last = i < 0 ? context.ready(w) : change(step, w, g.get(i));
      if (i >= 0 && gate != null) {
        last = gate.revive(context, context.ready(w), last);
      }
      if (averaging != null) {
        last = average.update(context.after(last), context, averaging, w);
      }
      ends.add(i < 0 ? last : constrain(context, last, w));
    }
    ends.addAll(step.ends());
    ends.add(
        context.after(batches).assignAddVariableOp(context.handle(iteration), tf.constant(1L)));
    return ends;
  }

  private List<Operand<TFloat32>> unscale(Ops tf, List<Operand<TFloat32>> gradients) {
    if (lossScaleFactor == null) {
      return gradients;
    }
    Operand<TFloat32> factor = tf.constant(lossScaleFactor.floatValue());
    List<Operand<TFloat32>> all = new ArrayList<>();
    gradients.forEach(g -> all.add(tf.math.div(g, factor)));
    return all;
  }

  private Op change(OptimizerStep step, Variable w, Operand<TFloat32> gradient) {
    UpdateContext context = step.context();
    Op last = context.ready(w);
    Double share = decay.of(w, decayName(w), decayOf(w, decay.general()));
    if (share != null) {
      Ops tf = context.after(last);
      Operand<TFloat32> lost =
          tf.math.mul(tf.math.mul(context.read(w), step.constant(share)), step.learningRate());
      last = tf.assignSubVariableOp(context.handle(w), lost);
    }
    return update(context.after(last), step, w, gradient);
  }

  private static Op constrain(UpdateContext context, Op last, Variable w) {
    if (w.constraint() == null) {
      return last;
    }
    Ops after = context.after(last);
    Operand<TFloat32> now = after.readVariableOp(context.handle(w), TFloat32.class);
    return after.assignVariableOp(
        context.handle(w), Casts.constrained(after, w.constraint(), w, now));
  }

  @Override
  protected void config(Config c) {
    // Asking for the automatic name would use one up.
    c.textOrNull("name", c.isReading() ? name : name(), n -> name = n);
    rateConfig(c);
    decay.config(c, className());
    clipping.config(c, className());
    average.config(c, className());
    c.numberOrNull("loss_scale_factor", lossScaleFactor, this::scaleLossBy);
    accumulation.config(c, className());
  }

  private void rateConfig(Config c) {
    LearningRateSchedule s = schedule;
    c.<Object>object(
        "learning_rate",
        s == null ? (Object) (double) learningRate.value().getFloat() : s,
        v -> v instanceof LearningRateSchedule l ? LearningRateSchedule.KIND.write(l) : v,
        v -> v instanceof Number ? v : LearningRateSchedules.from(v),
        this::rate);
  }

  private void rate(@Nullable Object read) {
    if (read instanceof LearningRateSchedule s) {
      learningRate(s);
    } else if (read instanceof Number n) {
      learningRate(n.doubleValue());
    }
  }

  static {
    OptimizerAccess.set(new Access());
  }

  private static final class Access extends OptimizerAccess {
    @Override
    public void build(Optimizer optimizer, List<Variable> trainable) {
      optimizer.buildOnce(trainable);
    }

    @Override
    public List<Variable> changing(Optimizer optimizer) {
      return optimizer.changing();
    }

    @Override
    public Operand<TFloat32> scaleLoss(Optimizer optimizer, Ops tf, Operand<TFloat32> loss) {
      return optimizer.scaleLoss(tf, loss);
    }

    @Override
    public List<Op> step(
        Optimizer optimizer,
        Ops tf,
        UpdateContext context,
        List<Variable> reached,
        List<Operand<TFloat32>> gradients) {
      return optimizer.apply(tf, context, reached, gradients);
    }

    @Override
    public void finalizeWeights(Optimizer optimizer) {
      optimizer.finalizeWeights();
    }
  }
}
