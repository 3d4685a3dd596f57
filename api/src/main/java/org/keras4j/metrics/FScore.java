package org.keras4j.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/**
 * F scores.
 *
 * @param <S> the metric's own type
 */
abstract class FScore<S extends FScore<S>> extends FluentMetric<S> {

  private @Nullable String average;
  private double beta = 1;
  private @Nullable Double threshold;
  private @Nullable Variable truePositives;
  private @Nullable Variable falsePositives;
  private @Nullable Variable falseNegatives;
  private @Nullable Variable support;

  abstract boolean hasBeta();

  /**
   * Sets how the classes' scores become one: {@code "micro"} (all classes together), {@code
   * "macro"} (mean), {@code "weighted"} (by the classes' frequency), or null for one score each,
   * which works only outside {@code compile}. By default null.
   */
  public final S average(@Nullable String value) {
    List<String> valid = List.of("micro", "macro", "weighted");
    if (value != null && !valid.contains(value)) {
      throw Names.unknown("average of " + className(), value, valid);
    }
    average = value;
    return self();
  }

  /**
   * Sets the number in (0, 1] above which a prediction counts as yes; null for the largest of each
   * row. By default null.
   */
  public final S threshold(@Nullable Double value) {
    if (value != null && !(value > 0 && value <= 1)) {
      throw badArgument("threshold", "a number in (0, 1]", value);
    }
    threshold = value;
    return self();
  }

  final void setBeta(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw badArgument("beta", "a number above 0", value);
    }
    beta = value;
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MAX;
  }

  @Override
  protected String scalarHint() {
    return "set average(\"macro\"), \"micro\" or \"weighted\"";
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    if (yTrue.rank() != 2 || yPred.rank() != 2 || yPred.get(1) < 0) {
      throw badShapes("shapes (batch, classes); make class numbers one-hot", yTrue, yPred);
    }
    Shape shape = "micro".equals(average) ? Shape.of() : Shape.of(yPred.get(1));
    truePositives = addSum("true_positives", shape);
    falsePositives = addSum("false_positives", shape);
    falseNegatives = addSum("false_negatives", shape);
    support = addSum("intermediate_weights", shape);
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> p = yes(tf, yPred);
    Operand<TFloat32> w = sampleWeight;
    if (w != null && w.shape().numDimensions() == 1) {
      w = tf.expandDims(w, tf.constant(1));
    }
    count(tf, context, truePositives, tf.math.mul(p, yTrue), w);
    count(tf, context, falsePositives, tf.math.mul(p, tf.math.sub(one, yTrue)), w);
    count(tf, context, falseNegatives, tf.math.mul(tf.math.sub(one, p), yTrue), w);
    count(tf, context, support, yTrue, w);
  }

  private Operand<TFloat32> yes(Ops tf, Operand<TFloat32> p) {
    if (threshold != null) {
      return tf.dtypes.cast(
          tf.math.greater(p, tf.constant(threshold.floatValue())), TFloat32.class);
    }
    Operand<TFloat32> largest =
        tf.reduceMax(p, tf.constant(new int[] {-1}), ReduceMax.keepDims(true));
    // A row of zeros has no largest prediction.
    return tf.dtypes.cast(
        tf.math.logicalAnd(
            tf.math.greaterEqual(p, largest), tf.math.greater(tf.math.abs(p), tf.constant(1e-9f))),
        TFloat32.class);
  }

  private void count(
      Ops tf,
      CallContext context,
      @Nullable Variable into,
      Operand<TFloat32> hits,
      @Nullable Operand<TFloat32> w) {
    Operand<TFloat32> weighted = w == null ? hits : tf.math.mul(hits, w);
    Sums.add(
        tf,
        context,
        into,
        "micro".equals(average)
            ? Alignment.sum(tf, weighted)
            : tf.reduceSum(weighted, tf.constant(0)));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    Operand<TFloat32> epsilon = tf.constant((float) Numbers.EPSILON);
    Operand<TFloat32> hits = Sums.read(tf, context, truePositives);
    Operand<TFloat32> precision = share(tf, context, hits, falsePositives, epsilon);
    Operand<TFloat32> recall = share(tf, context, hits, falseNegatives, epsilon);
    Operand<TFloat32> sum =
        tf.math.add(
            tf.math.add(tf.math.mul(tf.constant((float) (beta * beta)), precision), recall),
            epsilon);
    Operand<TFloat32> score =
        tf.math.mul(
            tf.math.div(tf.math.mul(precision, recall), sum),
            tf.constant((float) (1 + beta * beta)));
    if (average == null) {
      return score;
    } else if (average.equals("weighted")) {
      Operand<TFloat32> weights = Sums.read(tf, context, support);
      Operand<TFloat32> all = tf.math.add(Alignment.sum(tf, weights), epsilon);
      return Alignment.sum(tf, tf.math.mul(score, tf.math.div(weights, all)));
    }
    return tf.math.mean(score, Alignment.allAxes(tf, score));
  }

  private static Operand<TFloat32> share(
      Ops tf,
      CallContext context,
      Operand<TFloat32> hits,
      @Nullable Variable others,
      Operand<TFloat32> epsilon) {
    Operand<TFloat32> all = tf.math.add(hits, Sums.read(tf, context, others));
    return tf.math.div(hits, tf.math.add(all, epsilon));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.textOrNull("average", average, this::average);
    if (hasBeta()) {
      c.number("beta", beta, this::setBeta);
    }
    c.numberOrNull("threshold", threshold, this::threshold);
  }
}
