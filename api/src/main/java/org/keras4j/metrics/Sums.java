package org.keras4j.metrics;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Sums over many batches, in float64: in float32 a sum of ones ends at 2²⁴. */
final class Sums {

  private Sums() {}

  /** Adds to a sum. */
  static void add(Ops tf, CallContext context, @Nullable Variable sum, Operand<TFloat32> summand) {
    context.add(Objects.requireNonNull(sum), tf.dtypes.cast(summand, TFloat64.class));
  }

  /** Returns a sum, rounded. */
  static Operand<TFloat32> read(Ops tf, CallContext context, @Nullable Variable sum) {
    return tf.dtypes.cast(whole(context, sum), TFloat32.class);
  }

  /** Returns the quotient of two sums, rounded once; 0 for 0/0. */
  static Operand<TFloat32> quotient(
      Ops tf, CallContext context, @Nullable Variable total, @Nullable Variable count) {
    return tf.dtypes.cast(
        tf.math.divNoNan(whole(context, total), whole(context, count)), TFloat32.class);
  }

  private static Operand<TFloat64> whole(CallContext context, @Nullable Variable sum) {
    return context.read(Objects.requireNonNull(sum), TFloat64.class);
  }
}
