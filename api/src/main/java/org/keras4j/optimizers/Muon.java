package org.keras4j.optimizers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.Patterns;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Momentum whose updates are made orthogonal (Jordan et al., 2024): Keras's {@code Muon}.
 *
 * <p>Weights with two axes: {@code m = g + μ·m}; X is {@code g + μ·m} (Nesterov) or m, made
 * orthogonal; {@code w −= η·X·√max(rows, columns)·rmsRate}. All other weights, embeddings and
 * excluded layers follow AdamW.
 *
 * <p>As in Keras, the patterns of {@code excludeFromWeightDecay} are sought in the names of weights
 * alone, such as {@code kernel}, not in their paths as with other optimizers.
 */
public final class Muon extends FluentOptimizer<Muon> {

  private record Slots(Variable momentum, @Nullable Variable velocity) {}

  private final NewtonSchulz newtonSchulz = new NewtonSchulz();
  private double adamBeta1 = 0.9;
  private double adamBeta2 = 0.999;
  private @Nullable Double adamWeightDecay = 0.004;
  private double epsilon = 1e-7;
  private double adamLrRatio = 1;
  private double momentum = 0.95;
  private boolean nesterov = true;
  private boolean excludeEmbeddings = true;
  private @Nullable Double rmsRate = 0.2;
  private List<String> excludeLayers = List.of();
  private final Map<Variable, Slots> slots = new LinkedHashMap<>();

  /** Makes the optimizer with learning rate 0.001, momentum 0.95, weight decay 0.004. */
  public Muon() {
    this(0.001);
  }

  /**
   * Makes the optimizer.
   *
   * @param learningRate η, at least 0
   */
  public Muon(double learningRate) {
    super(learningRate);
    weightDecay(0.004);
  }

  /**
   * Makes the optimizer with a learning rate that follows a schedule.
   *
   * @param schedule the learning rate by number of update
   */
  public Muon(LearningRateSchedule schedule) {
    this();
    learningRate(schedule);
  }

  /** Sets β₁ of AdamW, in [0, 1). By default 0.9. */
  public Muon adamBeta1(double value) {
    return set("adamBeta1", () -> adamBeta1 = Arguments.decay("Muon", "adamBeta1", value));
  }

  /** Sets β₂ of AdamW, in [0, 1). By default 0.999. */
  public Muon adamBeta2(double value) {
    return set("adamBeta2", () -> adamBeta2 = Arguments.decay("Muon", "adamBeta2", value));
  }

  /** Sets the weight decay of weights that follow AdamW, at least 0. By default 0.004. */
  public Muon adamWeightDecay(double value) {
    return set(
        "adamWeightDecay",
        () -> adamWeightDecay = Arguments.notNegative("Muon", "adamWeightDecay", value));
  }

  /** Sets ε of AdamW, at least 0. By default 1e-7. */
  public Muon epsilon(double value) {
    return set("epsilon", () -> epsilon = Arguments.notNegative("Muon", "epsilon", value));
  }

  /** Sets AdamW's learning rate as a multiple of η, at least 0. By default 1. */
  public Muon adamLrRatio(double value) {
    return set(
        "adamLrRatio", () -> adamLrRatio = Arguments.notNegative("Muon", "adamLrRatio", value));
  }

  /** Sets μ, in [0, 1]. By default 0.95. */
  public Muon momentum(double value) {
    return set("momentum", () -> momentum = Arguments.share("Muon", "momentum", value));
  }

  /** Sets whether the momentum is Nesterov's. By default true. */
  public Muon nesterov(boolean value) {
    return set("nesterov", () -> nesterov = value);
  }

  /** Sets the number of iterations that make a matrix orthogonal, at least 0. By default 5. */
  public Muon nsSteps(int value) {
    return set(
        "nsSteps", () -> newtonSchulz.steps = Arguments.atLeast(0, "Muon", "nsSteps", value));
  }

  /** Sets the coefficients of these iterations. By default 3.4445, −4.775, 2.0315. */
  public Muon coefficients(double a, double b, double c) {
    return set("coefficients", () -> newtonSchulz.coefficients(a, b, c));
  }

  /** Sets the size of updates as a multiple of AdamW's; null leaves it. By default 0.2. */
  public Muon rmsRate(@Nullable Double value) {
    if (value != null) {
      Numbers.finite("Muon", "rmsRate", value);
    }
    return set("rmsRate", () -> rmsRate = value);
  }

  /** Sets whether weights of embeddings follow AdamW. By default true. */
  public Muon excludeEmbeddings(boolean value) {
    return set("excludeEmbeddings", () -> excludeEmbeddings = value);
  }

  /**
   * Excludes weights, which then follow AdamW.
   *
   * @param patterns regular expressions that are searched for in the paths of weights
   */
  public Muon excludeLayers(String... patterns) {
    return set(
        "excludeLayers",
        () -> {
          Arrays.stream(patterns).forEach(p -> Patterns.compile("Muon", "excludeLayers", p));
          excludeLayers = List.of(patterns);
        });
  }

  private boolean followsAdam(Variable w) {
    return w.shape().rank() != 2
        || (excludeEmbeddings && w.path().toLowerCase(Locale.ROOT).contains("embedding"))
        || excludeLayers.stream().anyMatch(p -> Pattern.compile(p).matcher(w.path()).find());
  }

  @Override
  @Nullable Double decayOf(Variable weight, @Nullable Double general) {
    return followsAdam(weight) ? adamWeightDecay : general;
  }

  /** Keras hands the weight itself to its own decay here, and TensorFlow's variable elsewhere. */
  @Override
  String decayName(Variable weight) {
    return weight.name();
  }

  @Override
  protected void build(List<Variable> trainable) {
    for (Variable w : trainable) {
      Variable m = addSlot(w, "momentum");
      slots.put(w, new Slots(m, followsAdam(w) ? addSlot(w, "velocity") : null));
    }
  }

  @Override
  protected Op update(Ops tf, OptimizerStep step, Variable w, Operand<TFloat32> g) {
    Slots s = Objects.requireNonNull(slots.get(w));
    return s.velocity() == null
        ? orthogonal(tf, step, w, s.momentum(), g)
        : adam(tf, step, w, s.momentum(), s.velocity(), g);
  }

  private Op adam(
      Ops tf, OptimizerStep step, Variable w, Variable m, Variable v, Operand<TFloat32> g) {
    UpdateContext c = step.context();
    return tf.train.resourceApplyAdam(
        c.handle(w),
        c.handle(m),
        c.handle(v),
        step.once("beta1", ops -> ops.math.pow(step.constant(adamBeta1), step.t())),
        step.once("beta2", ops -> ops.math.pow(step.constant(adamBeta2), step.t())),
        step.once("adamRate", ops -> ops.math.mul(step.learningRate(), step.constant(adamLrRatio))),
        step.constant(adamBeta1),
        step.constant(adamBeta2),
        step.constant(epsilon),
        g);
  }

  private Op orthogonal(
      Ops tf, OptimizerStep step, Variable w, Variable slot, Operand<TFloat32> g) {
    Operand<TFloat32> m =
        tf.math.add(g, tf.math.mul(step.constant(momentum), step.context().read(slot)));
    step.assign(slot, m);
    Operand<TFloat32> direction =
        nesterov ? tf.math.add(g, tf.math.mul(step.constant(momentum), m)) : m;
    boolean tall = w.shape().get(0) > w.shape().get(1);
    Operand<TFloat32> update =
        tf.math.mul(step.learningRate(), newtonSchulz.apply(tf, direction, tall));
    if (rmsRate != null) {
      double size = Math.sqrt((double) Math.max(w.shape().get(0), w.shape().get(1)));
      update = tf.math.mul(update, step.constant(size * rmsRate));
    }
    return tf.assignSubVariableOp(step.context().handle(w), update);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("adam_beta_1", adamBeta1, this::adamBeta1);
    c.number("adam_beta_2", adamBeta2, this::adamBeta2);
    c.number("epsilon", epsilon, this::epsilon);
    c.<List<String>>object(
        "exclude_layers",
        excludeLayers,
        v -> v,
        v -> c.toList("exclude_layers", v).stream().map(String::valueOf).toList(),
        v -> excludeLayers(v == null ? new String[0] : v.toArray(String[]::new)));
    newtonSchulz.config(c);
    c.number("adam_lr_ratio", adamLrRatio, this::adamLrRatio);
    c.number("momentum", momentum, this::momentum);
    c.integer("ns_steps", newtonSchulz.steps, this::nsSteps);
    c.flag("nesterov", nesterov, this::nesterov);
    c.flag("exclude_embeddings", excludeEmbeddings, this::excludeEmbeddings);
    c.numberOrNull("adam_weight_decay", adamWeightDecay, this::adamWeightDecayOrNone);
    c.numberOrNull("rms_rate", rmsRate, this::rmsRate);
  }

  private void adamWeightDecayOrNone(@Nullable Double value) {
    adamWeightDecay = null;
    if (value != null) {
      adamWeightDecay(value);
    }
  }
}
