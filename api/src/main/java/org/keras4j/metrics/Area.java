package org.keras4j.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The area under a curve that is given by counts at falling strictness of thresholds. */
final class Area {

  private final Ops tf;
  private final int n;
  private final Operand<TFloat32> tp;
  private final Operand<TFloat32> fp;
  private final Operand<TFloat32> tn;
  private final Operand<TFloat32> fn;

  Area(
      Ops tf,
      int thresholds,
      Operand<TFloat32> truePositives,
      Operand<TFloat32> falsePositives,
      Operand<TFloat32> trueNegatives,
      Operand<TFloat32> falseNegatives) {
    this.tf = tf;
    n = thresholds;
    tp = truePositives;
    fp = falsePositives;
    tn = trueNegatives;
    fn = falseNegatives;
  }

  /** Returns the area between each pair of neighbouring thresholds, along the first axis. */
  Operand<TFloat32> pieces(AUC.Curve curve, AUC.Summation method) {
    if (curve == AUC.Curve.PR && method == AUC.Summation.INTERPOLATION) {
      return interpolatedPrecision();
    }
    Operand<TFloat32> recall = quotient(tp, fn);
    return switch (curve) {
      case ROC -> trapezoids(quotient(fp, tn), recall, method);
      case PR -> trapezoids(recall, quotient(tp, fp), method);
      case PRGAIN -> {
        Operand<TFloat32> recallGain = tf.math.maximum(gain(fn, 0), tf.constant(0f));
        yield trapezoids(recallGain, gain(fp, 1), method);
      }
    };
  }

  /** Returns {@code 1 − (TP + FN) / (TN + FP) · wrong / TP}, or the given value if TP = 0. */
  private Operand<TFloat32> gain(Operand<TFloat32> wrong, float without) {
    Operand<TFloat32> ratio = tf.math.divNoNan(tf.math.add(tp, fn), tf.math.add(tn, fp));
    Operand<TFloat32> gain =
        tf.math.sub(tf.constant(1f), tf.math.mul(ratio, tf.math.divNoNan(wrong, tp)));
    return tf.select(tf.math.equal(tp, tf.constant(0f)), tf.constant(without), gain);
  }

  private Operand<TFloat32> quotient(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.divNoNan(a, tf.math.add(a, b));
  }

  private Operand<TFloat32> trapezoids(
      Operand<TFloat32> x, Operand<TFloat32> y, AUC.Summation method) {
    Operand<TFloat32> a = upper(y);
    Operand<TFloat32> b = lower(y);
    Operand<TFloat32> heights =
        switch (method) {
          case INTERPOLATION -> tf.math.div(tf.math.add(a, b), tf.constant(2f));
          case MINORING -> tf.math.minimum(a, b);
          case MAJORING -> tf.math.maximum(a, b);
        };
    return tf.math.mul(steps(x), heights);
  }

  /** True positives interpolated linearly, precision following from them. */
  private Operand<TFloat32> interpolatedPrecision() {
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> positives = tf.math.add(tp, fp);
    Operand<TFloat32> found = steps(tp);
    Operand<TFloat32> slope = tf.math.divNoNan(found, tf.math.maximum(steps(positives), zero));
    Operand<TFloat32> before = upper(positives);
    Operand<TFloat32> after = lower(positives);
    Operand<TFloat32> intercept = tf.math.sub(lower(tp), tf.math.mul(slope, after));
    Operand<TFloat32> ratio =
        tf.select(
            tf.math.logicalAnd(tf.math.greater(before, zero), tf.math.greater(after, zero)),
            tf.math.divNoNan(before, tf.math.maximum(after, zero)),
            tf.constant(1f));
    Operand<TFloat32> piece =
        tf.math.mul(slope, tf.math.add(found, tf.math.mul(intercept, tf.math.log(ratio))));
    return tf.math.divNoNan(piece, tf.math.maximum(tf.math.add(lower(tp), lower(fn)), zero));
  }

  /** All values but the last. */
  private Operand<TFloat32> upper(Operand<TFloat32> x) {
    return rows(x, 0);
  }

  /** All values but the first. */
  private Operand<TFloat32> lower(Operand<TFloat32> x) {
    return rows(x, 1);
  }

  private Operand<TFloat32> steps(Operand<TFloat32> x) {
    return tf.math.sub(upper(x), lower(x));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> x, int from) {
    int rank = x.shape().numDimensions();
    int[] begin = new int[rank];
    int[] size = new int[rank];
    java.util.Arrays.fill(size, -1);
    begin[0] = from;
    size[0] = n - 1;
    return tf.slice(x, tf.constant(begin), tf.constant(size));
  }
}
