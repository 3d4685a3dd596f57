package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The three ways of keeping gradients small, of which an optimizer uses at most one. */
final class Clipping {

  private @Nullable Double clipnorm;
  private @Nullable Double clipvalue;
  private @Nullable Double globalClipnorm;

  void clipnorm(String owner, double value) {
    clipnorm = check(owner, "clipnorm", value);
  }

  void clipvalue(String owner, double value) {
    clipvalue = check(owner, "clipvalue", value);
  }

  void globalClipnorm(String owner, double value) {
    globalClipnorm = check(owner, "globalClipnorm", value);
  }

  private double check(String owner, String argument, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          owner + ": " + argument + " must be greater than 0; received " + value);
    }
    if (clipnorm != null || clipvalue != null || globalClipnorm != null) {
      throw new IllegalArgumentException(
          owner
              + ": only one of clipnorm, clipvalue and globalClipnorm can be set; "
              + argument
              + " would be the second");
    }
    return value;
  }

  List<Operand<TFloat32>> apply(Ops tf, List<Operand<TFloat32>> gradients) {
    if (globalClipnorm != null && !gradients.isEmpty()) {
      return byGlobalNorm(tf, gradients, globalClipnorm.floatValue());
    }
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    for (Operand<TFloat32> g : gradients) {
      if (clipnorm != null) {
        Operand<TFloat32> c = tf.constant(clipnorm.floatValue());
        Operand<TFloat32> norm = tf.math.sqrt(squares(tf, g));
        clipped.add(tf.math.div(tf.math.mul(g, c), tf.math.maximum(norm, c)));
      } else if (clipvalue != null) {
        float v = clipvalue.floatValue();
        clipped.add(tf.clipByValue(g, tf.constant(-v), tf.constant(v)));
      } else {
        clipped.add(g);
      }
    }
    return clipped;
  }

  private static List<Operand<TFloat32>> byGlobalNorm(
      Ops tf, List<Operand<TFloat32>> gradients, float limit) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    gradients.forEach(g -> parts.add(squares(tf, g)));
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.addN(parts));
    Operand<TFloat32> c = tf.constant(limit);
    Operand<TFloat32> factor = tf.math.div(c, tf.math.maximum(norm, c));
    // inf - inf is NaN: a norm that is not finite makes every gradient NaN, so that it is seen.
    Operand<TFloat32> checked = tf.math.add(factor, tf.math.sub(norm, norm));
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    gradients.forEach(g -> clipped.add(tf.math.mul(g, checked)));
    return clipped;
  }

  private static Operand<TFloat32> squares(Ops tf, Operand<TFloat32> g) {
    return Alignment.sum(tf, tf.math.square(g));
  }

  void config(Config c, String owner) {
    c.numberOrNull("clipnorm", clipnorm, n -> clipnorm(owner, n));
    c.numberOrNull("global_clipnorm", globalClipnorm, n -> globalClipnorm(owner, n));
    c.numberOrNull("clipvalue", clipvalue, n -> clipvalue(owner, n));
  }
}
