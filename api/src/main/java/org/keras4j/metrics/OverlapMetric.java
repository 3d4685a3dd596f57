package org.keras4j.metrics;

import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Intersection over union from a matrix of counts, rows being true classes.
 *
 * @param <S> the metric's own type
 */
abstract class OverlapMetric<S extends OverlapMetric<S>> extends FluentMetric<S> {

  private int numClasses;
  private int[] targetClassIds;
  private @Nullable Integer ignoreClass;
  private @Nullable Variable matrix;

  OverlapMetric(int numClasses, int[] targetClassIds) {
    numberName();
    if (numClasses < 1) {
      throw badArgument("numClasses", "at least 1", numClasses);
    }
    this.numClasses = numClasses;
    this.targetClassIds = check(targetClassIds);
  }

  private int[] check(int[] ids) {
    for (int id : ids) {
      if (id < 0 || id >= numClasses) {
        throw badArgument("targetClassIds", "class numbers below " + numClasses, id);
      }
    }
    if (ids.length == 0) {
      throw badArgument("targetClassIds", "at least one class number", "none");
    }
    return ids.clone();
  }

  final int numClasses() {
    return numClasses;
  }

  final int[] targetClassIds() {
    return targetClassIds;
  }

  final @Nullable Integer ignoredClass() {
    return ignoreClass;
  }

  final void ignoredClass(@Nullable Integer label) {
    ignoreClass = label;
  }

  static int[] all(int numClasses) {
    return IntStream.range(0, numClasses).toArray();
  }

  @Override
  String dtype() {
    return "int64";
  }

  @Override
  public MetricDirection direction() {
    return MetricDirection.MAX;
  }

  /** Returns class numbers of the targets. */
  abstract Operand<TInt64> trueClasses(Ops tf, Operand<TFloat32> yTrue);

  /** Returns class numbers of the predictions. */
  abstract Operand<TInt64> predictedClasses(Ops tf, Operand<TFloat32> yPred);

  @Override
  protected void build(Shape yTrue, Shape yPred) {
    matrix = addCounter("total_confusion_matrix", Shape.of(numClasses, numClasses));
  }

  @Override
  protected void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TInt64> y = trueClasses(tf, yTrue);
    Operand<TInt64> p = flat(tf, predictedClasses(tf, yPred));
    Operand<TInt64> w =
        sampleWeight == null ? tf.onesLike(flat(tf, y)) : weights(tf, sampleWeight, y);
    y = flat(tf, y);
    Operand<TInt64> n = tf.constant((long) numClasses);
    Operand<TInt64> none = tf.constant(-1L);
    Operand<TBool> counts = tf.math.logicalAnd(isClass(tf, y, n), isClass(tf, p, n));
    if (ignoreClass != null) {
      counts = tf.math.logicalAnd(counts, tf.math.notEqual(y, tf.constant((long) ignoreClass)));
    }
    // The sum leaves out segment −1.
    Operand<TInt64> cell = tf.select(counts, tf.math.add(tf.math.mul(y, n), p), none);
    Operand<TInt64> cells =
        tf.math.unsortedSegmentSum(w, cell, tf.constant(numClasses * numClasses));
    context.add(
        Objects.requireNonNull(matrix),
        tf.reshape(cells, tf.constant(new int[] {numClasses, numClasses})));
  }

  private static Operand<TBool> isClass(Ops tf, Operand<TInt64> x, Operand<TInt64> n) {
    return tf.math.logicalAnd(tf.math.greaterEqual(x, tf.constant(0L)), tf.math.less(x, n));
  }

  private static Operand<TInt64> flat(Ops tf, Operand<TInt64> x) {
    return tf.reshape(x, tf.constant(new int[] {-1}));
  }

  /** Weights of samples hold for all their elements; as in Keras they lose their fractions. */
  private static Operand<TInt64> weights(
      Ops tf, Operand<TFloat32> sampleWeight, Operand<TInt64> y) {
    Operand<TFloat32> w = sampleWeight;
    if (w.shape().numDimensions() <= y.shape().numDimensions()) {
      while (w.shape().numDimensions() < y.shape().numDimensions()) {
        w = tf.expandDims(w, tf.constant(-1));
      }
      w = tf.broadcastTo(w, tf.shape(y));
    }
    return flat(tf, tf.dtypes.cast(w, TInt64.class));
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    Operand<TInt64> m = context.read(Objects.requireNonNull(matrix), TInt64.class);
    Operand<TInt64> hits = tf.linalg.tensorDiagPart(m);
    Operand<TInt64> union =
        tf.math.sub(
            tf.math.add(tf.reduceSum(m, tf.constant(0)), tf.reduceSum(m, tf.constant(1))), hits);
    Operand<TFloat32> epsilon = tf.constant((float) Numbers.EPSILON);
    Operand<TFloat32> part = chosen(tf, hits);
    Operand<TFloat32> whole = chosen(tf, union);
    Operand<TBool> present = tf.math.greater(whole, tf.constant(1e-9f));
    Operand<TFloat32> share =
        tf.select(present, tf.math.div(part, tf.math.add(whole, epsilon)), tf.zerosLike(part));
    Operand<TFloat32> classes = Alignment.sum(tf, tf.dtypes.cast(present, TFloat32.class));
    return tf.math.div(Alignment.sum(tf, share), tf.math.add(classes, epsilon));
  }

  private Operand<TFloat32> chosen(Ops tf, Operand<TInt64> byClass) {
    return tf.dtypes.cast(
        tf.gather(byClass, tf.constant(targetClassIds), tf.constant(0)), TFloat32.class);
  }
}
