package org.keras4j.metrics;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The area under a curve of decisions over all thresholds, 1 at best: Keras's {@code AUC}.
 *
 * <p>Targets are 0 and 1, predictions probabilities (or logits, with {@link #fromLogits}) of the
 * same shape. The curve goes through 200 thresholds unless told otherwise.
 */
public final class AUC extends ConfusionMetric<AUC> {

  private int numThresholds = 200;
  private Curve curve = Curve.ROC;
  private Summation summationMethod = Summation.INTERPOLATION;
  private double @Nullable [] thresholds;
  private boolean multiLabel;
  private @Nullable Integer numLabels;
  private double @Nullable [] labelWeights;
  private boolean fromLogits;

  /** Makes the metric: ROC, 200 thresholds, interpolation, all labels together. */
  public AUC() {}

  /** Sets the number of thresholds, at least 2. By default 200. */
  public AUC numThresholds(int count) {
    if (count < 2) {
      throw badArgument("numThresholds", "at least 2", count);
    }
    numThresholds = count;
    return this;
  }

  /** Sets the thresholds between 0 and 1, instead of their number. By default even ones. */
  public AUC thresholds(double... values) {
    for (double t : values) {
      if (!(t >= 0 && t <= 1)) {
        throw badArgument("thresholds", "numbers in [0, 1]", Arrays.toString(values));
      }
    }
    thresholds = values.clone();
    return this;
  }

  /**
   * Sets the curve: {@code "ROC"} (true against false positives), {@code "PR"} (precision against
   * recall) or {@code "PRGAIN"} (their gains). By default {@code "ROC"}.
   */
  public AUC curve(String name) {
    curve = choose(Curve.class, "curve of AUC", name);
    return this;
  }

  /**
   * Sets how heights between thresholds are found: {@code "interpolation"} (their mean; for PR
   * curves as Davis and Goadrich, 2006), {@code "minoring"} or {@code "majoring"}. By default
   * {@code "interpolation"}.
   */
  public AUC summationMethod(String name) {
    summationMethod = choose(Summation.class, "summationMethod of AUC", name);
    return this;
  }

  private static <E extends Enum<E>> E choose(Class<E> type, String what, String name) {
    for (E e : type.getEnumConstants()) {
      if (e.toString().equalsIgnoreCase(name)) {
        return e;
      }
    }
    throw Names.unknown(
        what, name, Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList());
  }

  /**
   * Sets whether each label, of the last axis, has a curve of its own; the result is the mean of
   * their areas. By default false.
   */
  public AUC multiLabel(boolean value) {
    multiLabel = value;
    return this;
  }

  /** Sets the number of labels, which is otherwise found by itself. */
  public AUC numLabels(@Nullable Integer value) {
    numLabels = value;
    return this;
  }

  /** Sets the weights of the labels, in the mean or in the counts. By default all equal. */
  public AUC labelWeights(double... weights) {
    for (double w : weights) {
      if (!(w >= 0)) {
        throw badArgument("labelWeights", "numbers of at least 0", Arrays.toString(weights));
      }
    }
    labelWeights = weights.clone();
    return this;
  }

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public AUC fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  @Override
  Thresholds thresholds() {
    return thresholds == null
        ? Thresholds.linearBeyond(numThresholds, Numbers.EPSILON)
        : Thresholds.between(thresholds, Numbers.EPSILON);
  }

  @Override
  Confusion.Kind[] kinds() {
    return new Confusion.Kind[] {
      Confusion.Kind.TRUE_POSITIVES,
      Confusion.Kind.FALSE_POSITIVES,
      Confusion.Kind.TRUE_NEGATIVES,
      Confusion.Kind.FALSE_NEGATIVES
    };
  }

  @Override
  Shape countShape(Shape yPred) {
    if (!multiLabel) {
      return Shape.of(thresholds().count());
    }
    long labels = numLabels == null ? yPred.get(1) : numLabels;
    if (labels < 0) {
      throw badShapes("a known number of labels, because of multiLabel", yPred, yPred);
    }
    return Shape.of(thresholds().count(), labels);
  }

  @Override
  void checkShapes(Shape yTrue, Shape yPred) {
    if (numLabels != null && !multiLabel) {
      throw new IllegalArgumentException(
          "Metric '" + name() + "': numLabels goes together with multiLabel(true)");
    }
    if (multiLabel && (yPred.rank() != 2 || yPred.get(1) < 0)) {
      throw badShapes("shapes (batch, labels), because of multiLabel", yTrue, yPred);
    }
    if (numLabels != null && yPred.get(1) != numLabels) {
      throw badShapes("predictions of numLabels = " + numLabels + " labels", yTrue, yPred);
    }
    if (labelWeights != null && yPred.get(-1) != labelWeights.length) {
      throw badShapes("as many labels as labelWeights, " + labelWeights.length, yTrue, yPred);
    }
    super.checkShapes(yTrue, yPred);
  }

  @Override
  Decisions decisions(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TFloat32> p = fromLogits ? tf.math.sigmoid(yPred) : yPred;
    double[] inCounts = multiLabel ? null : labelWeights;
    return Decisions.of(tf, yTrue, p, sampleWeight, null, null, inCounts, multiLabel);
  }

  @Override
  protected Operand<TFloat32> result(Ops tf, CallContext context) {
    Area area =
        new Area(
            tf,
            thresholds().count(),
            read(tf, context, Confusion.Kind.TRUE_POSITIVES),
            read(tf, context, Confusion.Kind.FALSE_POSITIVES),
            read(tf, context, Confusion.Kind.TRUE_NEGATIVES),
            read(tf, context, Confusion.Kind.FALSE_NEGATIVES));
    Operand<TFloat32> sum = tf.reduceSum(area.pieces(curve, summationMethod), tf.constant(0));
    if (!multiLabel) {
      return sum;
    }
    var all = tf.constant(new int[] {0});
    if (labelWeights == null) {
      return tf.math.mean(sum, all);
    }
    Operand<TFloat32> w = Decisions.floats(tf, labelWeights);
    return tf.math.divNoNan(tf.reduceSum(tf.math.mul(sum, w), all), tf.reduceSum(w, all));
  }

  /** Which quantities the curve compares. */
  enum Curve {
    ROC,
    PR,
    PRGAIN
  }

  /** How heights between thresholds are found. */
  enum Summation {
    INTERPOLATION,
    MAJORING,
    MINORING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    int count = thresholds == null ? numThresholds : thresholds.length + 2;
    c.integer("num_thresholds", count, this::numThresholds);
    c.text("curve", curve.toString(), this::curve);
    c.text("summation_method", summationMethod.toString(), this::summationMethod);
    c.flag("multi_label", multiLabel, this::multiLabel);
    c.integerOrNull("num_labels", numLabels, this::numLabels);
    c.numbersOrNull("label_weights", labelWeights, this::labelWeights);
    c.flag("from_logits", fromLogits, this::fromLogits);
    // As Keras does: even thresholds follow from their number.
    if (c.isReading() || thresholds != null) {
      c.numbersOrNull("thresholds", thresholds, this::thresholds);
    }
  }
}
