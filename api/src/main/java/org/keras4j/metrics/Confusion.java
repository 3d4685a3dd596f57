package org.keras4j.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Counts of right and wrong decisions at several thresholds, in variables. */
final class Confusion {

  /** A prediction that no threshold lets through. */
  static final float NEVER = -1e10f;

  /** What can be counted. */
  enum Kind {
    TRUE_POSITIVES,
    FALSE_POSITIVES,
    TRUE_NEGATIVES,
    FALSE_NEGATIVES;

    String variable() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Thresholds thresholds;
  private final Map<Kind, Variable> counts = new EnumMap<>(Kind.class);

  Confusion(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  void put(Kind kind, Variable variable) {
    counts.put(kind, variable);
  }

  Operand<TFloat32> read(Ops tf, CallContext context, Kind kind) {
    return Sums.read(tf, context, counts.get(kind));
  }

  /** Counts a batch. */
  void add(Ops tf, CallContext context, Decisions d) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> yes = weighted(tf, d, d.labels());
    Operand<TFloat32> no = weighted(tf, d, tf.math.sub(one, d.labels()));
    boolean byLabel = d.labels().shape().numDimensions() == 2;
    Operand<TFloat32> tp = above(tf, d, yes, byLabel);
    Operand<TFloat32> fp = above(tf, d, no, byLabel);
    counts.forEach(
        (kind, variable) ->
            Sums.add(
                tf,
                context,
                variable,
                switch (kind) {
                  case TRUE_POSITIVES -> tp;
                  case FALSE_POSITIVES -> fp;
                  case FALSE_NEGATIVES -> tf.math.sub(tf.reduceSum(yes, tf.constant(0)), tp);
                  case TRUE_NEGATIVES -> tf.math.sub(tf.reduceSum(no, tf.constant(0)), fp);
                }));
  }

  private static Operand<TFloat32> weighted(Ops tf, Decisions d, Operand<TFloat32> hits) {
    return d.weights() == null ? hits : tf.math.mul(hits, d.weights());
  }

  /** Returns the weight above each threshold: shape {@code (thresholds)} or with the labels. */
  private Operand<TFloat32> above(Ops tf, Decisions d, Operand<TFloat32> weights, boolean byLabel) {
    return thresholds.even()
        ? bucketed(tf, d.predictions(), weights, byLabel)
        : compared(tf, d.predictions(), weights, byLabel);
  }

  private Operand<TFloat32> compared(
      Ops tf, Operand<TFloat32> p, Operand<TFloat32> weights, boolean byLabel) {
    long[] shape = byLabel ? new long[] {-1, 1, 1} : new long[] {-1, 1};
    Operand<TFloat32> t = tf.reshape(tf.constant(thresholds.floats()), tf.constant(shape));
    Operand<TBool> above = tf.math.greater(tf.expandDims(p, tf.constant(0)), t);
    Operand<TFloat32> counted =
        tf.select(above, tf.expandDims(weights, tf.constant(0)), tf.constant(0f));
    return tf.reduceSum(counted, tf.constant(1));
  }

  /** Sorts predictions into the buckets between even thresholds, then sums from above. */
  private Operand<TFloat32> bucketed(
      Ops tf, Operand<TFloat32> p, Operand<TFloat32> weights, boolean byLabel) {
    int n = thresholds.count();
    Operand<TFloat32> clipped = tf.clipByValue(p, tf.constant(0f), tf.constant(1f));
    Operand<TFloat32> place =
        tf.math.sub(
            tf.math.ceil(tf.math.mul(clipped, tf.constant((float) (n - 1)))), tf.constant(1f));
    if (thresholds.beyond()) {
      place = tf.math.maximum(place, tf.constant(0f));
    }
    // Nothing is above the first threshold in bucket −1, which the sum leaves out.
    Operand<TInt32> bucket = tf.dtypes.cast(place, TInt32.class);
    if (!byLabel) {
      return fromAbove(tf, tf.math.unsortedSegmentSum(weights, bucket, tf.constant(n)), 0);
    }
    int labels = Math.toIntExact(p.shape().get(1));
    int[] offsets = new int[labels];
    for (int i = 0; i < labels; i++) {
      offsets[i] = i * n;
    }
    Operand<TInt32> apart =
        tf.select(
            tf.math.less(bucket, tf.constant(0)),
            bucket,
            tf.math.add(bucket, tf.constant(offsets)));
    Operand<TFloat32> sums =
        tf.reshape(
            tf.math.unsortedSegmentSum(weights, apart, tf.constant(n * labels)),
            tf.constant(new int[] {labels, n}));
    return tf.linalg.transpose(fromAbove(tf, sums, 1), tf.constant(new int[] {1, 0}));
  }

  private static Operand<TFloat32> fromAbove(Ops tf, Operand<TFloat32> x, int axis) {
    return tf.math.cumsum(x, tf.constant(axis), Cumsum.reverse(true));
  }
}
