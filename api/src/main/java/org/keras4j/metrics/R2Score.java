package org.keras4j.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.internal.Names;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The share of the targets' variance that predictions explain, at most 1: Keras's {@code R2Score}.
 *
 * <p>{@code 1 − Σw(y − p)² / (Σwy² − (Σwy)² / Σw)} for each output, then aggregated. Targets and
 * predictions have shape {@code (batch, outputs)}.
 */
public final class R2Score extends FluentMetric<R2Score> {

  private @Nullable String classAggregation = "uniform_average";
  private int numRegressors;
  private @Nullable Variable numSamples;
  private @Nullable Variable squaredSum;
  private @Nullable Variable sum;
  private @Nullable Variable residual;
  private @Nullable Variable count;

  /** Makes the metric: mean over the outputs, not adjusted. */
  public R2Score() {}

  /**
   * Sets how the outputs' scores become one: {@code "uniform_average"}, {@code
   * "variance_weighted_average"}, or null for one score each, which works only outside {@code
   * compile}. By default {@code "uniform_average"}.
   */
  public R2Score classAggregation(@Nullable String value) {
    List<String> valid = List.of("uniform_average", "variance_weighted_average");
    if (value != null && !valid.contains(value)) {
      throw Names.unknown("classAggregation of R2Score", value, valid);
    }
    classAggregation = value;
    return this;
  }

  /**
   * Sets the number of independent variables p for the adjusted score {@code 1 − (1 − R²)(n − 1) /
   * (n − p − 1)}; with too few samples it is not adjusted. By default 0, not adjusted.
   */
  public R2Score numRegressors(int value) {
    if (value < 0) {
      throw badArgument("numRegressors", "at least 0", value);
    }
    numRegressors = value;
    return this;
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MAX;
  }

  @Override
  protected String scalarHint() {
    return "set classAggregation(\"uniform_average\")";
  }

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    boolean column = yTrue.rank() == 1 && yPred.rank() == 2 && yPred.get(1) == 1;
    if (yPred.rank() != 2 || !(yTrue.rank() == 2 || column) || yPred.get(1) < 0) {
      throw badShapes("shapes (batch, outputs)", yTrue, yPred);
    }
    numSamples = addSum("num_samples", Shape.of());
    Shape outputs = Shape.of(yPred.get(1));
    squaredSum = addSum("squared_sum", outputs);
    sum = addSum("sum", outputs);
    residual = addSum("residual", outputs);
    count = addSum("count", outputs);
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    Operand<TFloat32> y = aligned.first();
    Operand<TFloat32> w = sampleWeight == null ? tf.constant(1f) : sampleWeight;
    if (w.shape().numDimensions() == 1) {
      w = tf.expandDims(w, tf.constant(1));
    }
    w = Alignment.broadcastLike(tf, w, y);
    Operand<TInt32> rows = tf.constant(0);
    Operand<TFloat32> weighted = tf.math.mul(y, w);
    Operand<TFloat32> errors = tf.math.square(tf.math.sub(y, aligned.second()));
    Sums.add(tf, context, sum, tf.reduceSum(weighted, rows));
    Sums.add(tf, context, squaredSum, tf.reduceSum(tf.math.mul(y, weighted), rows));
    Sums.add(tf, context, residual, tf.reduceSum(tf.math.mul(errors, w), rows));
    Sums.add(tf, context, count, tf.reduceSum(w, rows));
    Sums.add(tf, context, numSamples, Alignment.count(tf, y));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> s = Sums.read(tf, context, sum);
    Operand<TFloat32> mean = tf.math.div(s, Sums.read(tf, context, count));
    Operand<TFloat32> total = tf.math.sub(Sums.read(tf, context, squaredSum), tf.math.mul(s, mean));
    Operand<TFloat32> raw = tf.math.sub(one, tf.math.div(Sums.read(tf, context, residual), total));
    raw = tf.select(tf.math.isInf(raw), tf.zerosLike(raw), raw);
    return adjusted(tf, context, aggregated(tf, raw, total));
  }

  private Operand<TFloat32> aggregated(Ops tf, Operand<TFloat32> scores, Operand<TFloat32> total) {
    Operand<TInt32> all = tf.constant(new int[] {0});
    if (classAggregation == null) {
      return scores;
    } else if (classAggregation.equals("uniform_average")) {
      return tf.math.mean(scores, all);
    }
    return tf.math.div(tf.reduceSum(tf.math.mul(total, scores), all), tf.reduceSum(total, all));
  }

  private Operand<TFloat32> adjusted(Ops tf, CallContext context, Operand<TFloat32> score) {
    if (numRegressors == 0) {
      return score;
    }
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> freedom = tf.math.sub(Sums.read(tf, context, numSamples), one);
    Operand<TFloat32> p = tf.constant((float) numRegressors);
    Operand<TFloat32> lost =
        tf.math.div(tf.math.mul(tf.math.sub(one, score), freedom), tf.math.sub(freedom, p));
    Operand<TBool> enough = tf.math.greater(freedom, p);
    return tf.select(enough, tf.math.sub(one, lost), score);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.textOrNull("class_aggregation", classAggregation, this::classAggregation);
    c.integer("num_regressors", numRegressors, this::numRegressors);
  }
}
