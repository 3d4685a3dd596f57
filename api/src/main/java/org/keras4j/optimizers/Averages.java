package org.keras4j.optimizers;

import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Steps of rules for which TensorFlow has no fused operation. */
final class Averages {

  private Averages() {}

  /**
   * Moves a slot towards a value, {@code s += (x − s)·share}, and returns the new average.
   *
   * @param share 1 − β; where Keras computes that in float32, {@link #restOf}
   */
  static Operand<TFloat32> move(
      Ops tf, OptimizerStep step, Variable slot, Operand<TFloat32> x, double share) {
    Operand<TFloat32> old = step.context().read(slot);
    Operand<TFloat32> now =
        tf.math.add(old, tf.math.mul(tf.math.sub(x, old), step.constant(share)));
    step.assign(slot, now);
    return now;
  }

  /** Returns {@code 1 − β}, rounded as float32 arithmetic does: 2e-5 away for β = 0.999. */
  static float restOf(double beta) {
    return 1f - (float) beta;
  }

  /** Returns {@code 1 − x}. */
  static Operand<TFloat32> rest(Ops tf, OptimizerStep step, Operand<TFloat32> x) {
    return tf.math.sub(step.constant(1), x);
  }

  /** Returns the value of a weight after decay; {@code tf} runs after that. */
  static Operand<TFloat32> weight(Ops tf, OptimizerStep step, Variable w) {
    return tf.readVariableOp(step.context().handle(w), TFloat32.class);
  }
}
