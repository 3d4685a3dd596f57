package org.keras4j.optimizers;

import java.util.ArrayList;
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
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Gradients that are added up over several batches before there is an update.
 *
 * <p>In a step without update, what the update needs comes out of a switch as a dead value, so that
 * nothing behind it runs; a merge behind the update brings the step back to life.
 */
final class Accumulation {

  private @Nullable Integer steps;
  private final Map<Variable, Variable> sums = new LinkedHashMap<>();

  void steps(String owner, int value) {
    steps = Arguments.atLeast(2, owner, "gradientAccumulationSteps", value);
  }

  @Nullable Integer steps() {
    return steps;
  }

  void build(Optimizer owner, List<Variable> weights) {
    if (steps != null) {
      weights.forEach(w -> sums.put(w, owner.addSlot(w, "gradient_accumulator")));
    }
  }

  /** Returns the number of updates after this many batches. */
  Operand<TInt64> updates(Ops tf, Operand<TInt64> batches) {
    return steps == null ? batches : tf.math.floorDiv(batches, tf.constant((long) steps));
  }

  /**
   * Returns the gate of a step, or null if every batch is an update.
   *
   * @param batches number of batches before this one
   */
  @Nullable Gate gate(Ops tf, Operand<TInt64> batches) {
    if (steps == null) {
      return null;
    }
    Operand<TInt64> place =
        tf.math.floorMod(tf.math.add(batches, tf.constant(1L)), tf.constant((long) steps));
    return new Gate(tf, steps, tf.math.equal(place, tf.constant(0L)));
  }

  /** What lets values through in every k-th step only. */
  final class Gate {
    private final Ops tf;
    private final float count;
    private final Operand<TBool> open;

    Gate(Ops tf, int count, Operand<TBool> open) {
      this.tf = tf;
      this.count = count;
      this.open = open;
    }

    /** Returns the value, dead unless this step is an update. */
    Operand<TFloat32> pass(Operand<TFloat32> value) {
      return tf.switchCond(value, open).outputTrue();
    }

    /** Adds to the sums; returns the means, dead unless this step is an update. */
    List<Operand<TFloat32>> gradients(
        UpdateContext context,
        List<Variable> weights,
        List<Operand<TFloat32>> gradients,
        List<Op> ends) {
      List<Operand<TFloat32>> means = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        Variable sum = java.util.Objects.requireNonNull(sums.get(weights.get(i)));
        Operand<TFloat32> total = tf.math.add(gradients.get(i), context.read(sum));
        ends.add(
            tf.assignVariableOp(context.handle(sum), tf.select(open, tf.zerosLike(total), total)));
        means.add(pass(tf.math.div(total, tf.constant(count))));
      }
      return means;
    }

    /**
     * Returns an operation that runs in every step, after the update if that runs.
     *
     * @param before runs in every step; without an update nothing else would hold back what follows
     */
    Op revive(UpdateContext context, Op before, Op update) {
      SwitchCond<TFloat32> token = context.after(before).switchCond(tf.constant(0f), open);
      Operand<TFloat32> done = context.after(update).identity(token.outputTrue());
      return tf.merge(List.<Operand<TFloat32>>of(token.outputFalse(), done));
    }
  }

  void config(Config c, String owner) {
    c.integerOrNull("gradient_accumulation_steps", steps, v -> steps(owner, v));
  }
}
