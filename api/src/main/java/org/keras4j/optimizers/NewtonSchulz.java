package org.keras4j.optimizers;

import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Makes a matrix nearly orthogonal by iterating {@code X = aX + (bA + cA²)X}, {@code A = XXᵀ}. */
final class NewtonSchulz {

  private double a = 3.4445;
  private double b = -4.775;
  private double c = 2.0315;
  int steps = 5;

  void coefficients(double newA, double newB, double newC) {
    a = Numbers.finite("Muon", "coefficients", newA);
    b = Numbers.finite("Muon", "coefficients", newB);
    c = Numbers.finite("Muon", "coefficients", newC);
  }

  /** Returns the result; tall matrices are iterated lying down, because A is smaller then. */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x, boolean tall) {
    var turned = tf.constant(new int[] {1, 0});
    Operand<TFloat32> flat = tall ? tf.linalg.transpose(x, turned) : x;
    Operand<TFloat32> norm = tf.math.sqrt(Alignment.sum(tf, tf.math.square(flat)));
    Operand<TFloat32> now = tf.math.div(flat, tf.math.add(norm, tf.constant(1e-7f)));
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> square = tf.linalg.matMul(now, now, MatMul.transposeB(true));
      Operand<TFloat32> mixed =
          tf.math.add(
              tf.math.mul(tf.constant((float) b), square),
              tf.math.mul(tf.constant((float) c), tf.linalg.matMul(square, square)));
      now = tf.math.add(tf.math.mul(tf.constant((float) a), now), tf.linalg.matMul(mixed, now));
    }
    return tall ? tf.linalg.transpose(now, turned) : now;
  }

  void config(Config config) {
    config.number("muon_a", a, v -> coefficients(v, b, c));
    config.number("muon_b", b, v -> coefficients(a, v, c));
    config.number("muon_c", c, v -> coefficients(a, b, v));
  }
}
