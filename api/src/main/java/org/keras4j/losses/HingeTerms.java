package org.keras4j.losses;

import org.keras4j.internal.ops.Alignment;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What the hinge losses share. */
final class HingeTerms {

  private HingeTerms() {}

  /** Turns targets 0 and 1 into −1 and 1, if there are no others. */
  static Operand<TFloat32> signs(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TBool> zeroOrOne =
        tf.math.logicalOr(tf.math.equal(y, tf.constant(0f)), tf.math.equal(y, one));
    Operand<TBool> binary = tf.reduceAll(zeroOrOne, Alignment.allAxes(tf, y));
    return tf.select(binary, tf.math.sub(tf.math.mul(tf.constant(2f), y), one), y);
  }

  /** Returns {@code max(1 − y·p, 0)}. */
  static Operand<TFloat32> margins(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    return tf.math.maximum(tf.math.sub(tf.constant(1f), tf.math.mul(y, p)), tf.constant(0f));
  }
}
