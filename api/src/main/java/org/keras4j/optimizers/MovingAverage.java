package org.keras4j.optimizers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.UpdateContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Averages of the weights over the training, which can replace the weights. */
final class MovingAverage {

  private boolean used;
  private double momentum = 0.99;
  private @Nullable Integer overwriteFrequency;
  private final Map<Variable, Variable> averages = new LinkedHashMap<>();

  void use(boolean value) {
    used = value;
  }

  void momentum(String owner, double value) {
    momentum = Arguments.share(owner, "emaMomentum", value);
  }

  void overwriteFrequency(String owner, @Nullable Integer value) {
    overwriteFrequency =
        value == null ? null : Arguments.atLeast(1, owner, "emaOverwriteFrequency", value);
  }

  void build(Optimizer owner, List<Variable> weights) {
    if (used) {
      weights.forEach(w -> averages.put(w, owner.addSlot(w, "average")));
    }
  }

  Map<Variable, Variable> averages() {
    return Collections.unmodifiableMap(averages);
  }

  /** What the averages of one step share. */
  record Step(Operand<TFloat32> momentum, @Nullable Operand<TBool> overwrite) {}

  /**
   * Prepares a step.
   *
   * @param updates number of updates before this one
   */
  @Nullable Step step(Ops tf, Operand<TInt64> updates) {
    if (!used) {
      return null;
    }
    // The first average is the weight itself.
    Operand<TFloat32> later =
        tf.dtypes.cast(tf.math.notEqual(updates, tf.constant(0L)), TFloat32.class);
    Operand<TBool> overwrite =
        overwriteFrequency == null
            ? null
            : tf.math.equal(
                tf.math.floorMod(
                    tf.math.add(updates, tf.constant(1L)), tf.constant((long) overwriteFrequency)),
                tf.constant(0L));
    return new Step(tf.math.mul(later, tf.constant((float) momentum)), overwrite);
  }

  /** Adds what one weight needs; runs after its update. */
  Op update(Ops after, UpdateContext context, Step step, Variable w) {
    Variable average = java.util.Objects.requireNonNull(averages.get(w));
    Operand<TFloat32> now = after.readVariableOp(context.handle(w), TFloat32.class);
    Operand<TFloat32> next =
        after.math.add(
            after.math.mul(step.momentum, context.read(average)),
            after.math.mul(after.math.sub(after.constant(1f), step.momentum), now));
    Op last = after.assignVariableOp(context.handle(average), next);
    if (step.overwrite != null) {
      Ops then = context.after(last);
      last = then.assignVariableOp(context.handle(w), then.select(step.overwrite, next, now));
    }
    return last;
  }

  void config(Config c, String owner) {
    c.flag("use_ema", used, this::use);
    c.number("ema_momentum", momentum, v -> momentum(owner, v));
    c.integerOrNull(
        "ema_overwrite_frequency", overwriteFrequency, v -> overwriteFrequency(owner, v));
  }
}
