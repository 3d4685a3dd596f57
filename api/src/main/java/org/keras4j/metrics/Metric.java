package org.keras4j.metrics;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.core.AxisRange;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.keras4j.internal.metrics.MetricAccess;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A value that is accumulated over the batches of an epoch: Keras's {@code Metric}.
 *
 * <p>Its state is variables in the graph; it is read only when somebody looks. To write one, extend
 * {@link FluentMetric}, make state in {@link #build} with {@link #addVariable}, add to it in {@link
 * #update} and compute the value in {@link #result(Ops, CallContext)}. Most metrics are means and
 * extend {@link MeanMetric}.
 *
 * <p>A metric belongs to one model at a time, and to one of its outputs. It can also be used
 * without a model:
 *
 * <pre id="snippet-metric-alone">{@code
 * var auc = new AUC();
 * auc.updateState(labels, predictions);
 * double area = auc.result().getFloat();
 * }</pre>
 */
public abstract class Metric extends KerasObject {

  /** The metrics that are known by name. */
  public static final Kind<Metric> KIND = Kind.of("keras.metrics", Metric.class, "metric");

  private @Nullable String name;
  private boolean numbered;
  private boolean built;
  private final List<Variable> variables = new ArrayList<>();
  private WeakReference<Object> owner = new WeakReference<>(null);

  /** For subclasses; the name is the class name in snake case. */
  protected Metric() {}

  // --- What the writer of a metric overrides --------------------------------------------------

  /**
   * Makes the state; called before the first update, and again when the metric goes to another
   * model.
   *
   * @throws IllegalArgumentException if the metric cannot be computed from such shapes
   */
  protected abstract void build(Shape yTrue, Shape yPred);

  /**
   * Adds the operations that take in one batch.
   *
   * @param yTrue targets as float32
   * @param yPred predictions
   * @param sampleWeight one weight for each sample or element, or null
   */
  protected abstract void update(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight);

  /**
   * Adds the operations that compute the value from the state. In {@code compile} it must be a
   * scalar.
   */
  protected abstract Operand<TFloat32> result(Ops tf, CallContext context);

  /** Returns whether callbacks should see more as better, or less, or cannot tell. */
  public MetricDirection direction() {
    return MetricDirection.UNKNOWN;
  }

  /** Returns what to do to get one number from a metric that has several; ends an error. */
  protected String scalarHint() {
    return "write a metric that returns one of them, or their mean";
  }

  // --- What the writer of a metric uses -------------------------------------------------------

  /** Makes a float32 variable, zero at the start of each epoch. */
  protected final Variable addVariable(String variableName, Shape shape) {
    Variable v = new Variable(name() + "/" + variableName, shape, new Zeros(), false);
    variables.add(v);
    return v;
  }

  /**
   * Makes a float64 variable, for sums over all batches, zero at the start of each epoch. In
   * float32 a sum of ones ends at 2²⁴.
   */
  protected final Variable addSum(String variableName, Shape shape) {
    Variable v =
        new Variable(name() + "/" + variableName, NDArray.zeros(DType.FLOAT64, shape.asArray()));
    variables.add(v);
    return v;
  }

  /** Makes a variable of 64-bit integers, for counts, zero at the start of each epoch. */
  protected final Variable addCounter(String variableName, Shape shape) {
    Variable v =
        new Variable(name() + "/" + variableName, NDArray.zeros(DType.INT64, shape.asArray()));
    variables.add(v);
    return v;
  }

  /** Makes the default name one that counts, as in {@code auc}, {@code auc_1}. */
  final void numberName() {
    numbered = true;
  }

  // --- What everybody uses --------------------------------------------------------------------

  /** Returns the name, under which the value appears in logs. */
  public final String name() {
    String n = name;
    if (n == null) {
      String base = Names.snakeCase(className());
      n = numbered ? Names.unique(base) : base;
      name = n;
    }
    return n;
  }

  /** Sets the name. */
  public Metric name(String newName) {
    name = newName;
    return this;
  }

  /** Returns the state. */
  public final List<Variable> variables() {
    return List.copyOf(variables);
  }

  /** Takes in a batch outside any model. */
  public final void updateState(NDArray yTrue, NDArray yPred) {
    updateState(yTrue, yPred, null);
  }

  /** Takes in a batch outside any model, with weights of samples or elements. */
  public final void updateState(NDArray yTrue, NDArray yPred, @Nullable NDArray sampleWeight) {
    List<NDArray> inputs =
        sampleWeight == null ? List.of(yTrue, yPred) : List.of(yTrue, yPred, sampleWeight);
    ImmediateCall.run(
        (tf, in, context) -> {
          apply(
              tf,
              context,
              Casts.toFloat(tf, in.get(0)),
              Casts.toFloat(tf, in.get(1)),
              in.size() < 3 ? null : Casts.toFloat(tf, in.get(2)));
          return List.of();
        },
        inputs,
        false);
  }

  /**
   * Returns the value over all batches since the last reset: a scalar for most metrics. Before any
   * data it is what follows from a state of zeros, for the metrics of Keras 0.
   *
   * @throws IllegalStateException if the metric has not seen any data yet, and its state depends on
   *     their shapes: {@link FBetaScore}, {@link R2Score}, and {@link AUC} of several labels
   */
  public final NDArray result() {
    return built ? computed() : beforeData();
  }

  private NDArray computed() {
    return ImmediateCall.run(
            (tf, in, context) -> List.of(applyResult(tf, context)), List.of(), false)
        .get(0);
  }

  /** The state is dropped again: the first data may have shapes that it depends on. */
  private NDArray beforeData() {
    try {
      Shape unknown = Shape.of(Shape.UNKNOWN, Shape.UNKNOWN);
      build(unknown, unknown);
      return computed();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Metric '" + name() + "' has not seen any data yet, and depends on their shapes", e);
    } finally {
      variables.clear();
    }
  }

  /** Forgets all batches. */
  public final void resetState() {
    variables.forEach(v -> v.assign(NDArray.zeros(v.dtype(), v.shape().asArray())));
  }

  private void give(@Nullable Object newOwner) {
    owner = new WeakReference<>(newOwner);
    if (newOwner != null) {
      variables.clear();
      built = false;
    }
  }

  final void apply(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    if (!built) {
      checkShapes(Shape.of(yTrue.shape().asArray()), Shape.of(yPred.shape().asArray()));
      build(Shape.of(yTrue.shape().asArray()), Shape.of(yPred.shape().asArray()));
      built = true;
    }
    update(tf, context, yTrue, yPred, sampleWeight);
  }

  /**
   * The same for predictions with a mask: means leave out what does not count, as in Keras; other
   * metrics heed no mask.
   */
  private void apply(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight,
      @Nullable Operand<TBool> mask) {
    Operand<TFloat32> weight = sampleWeight;
    if (mask != null && heedsMask()) {
      weight = Alignment.masked(tf, mask, sampleWeight);
    }
    apply(tf, context, yTrue, yPred, weight);
  }

  /** Returns whether predictions that are masked are left out. */
  boolean heedsMask() {
    return false;
  }

  private Operand<TFloat32> applyResult(Ops tf, CallContext context) {
    return returned(result(tf, context), "result");
  }

  final Operand<TFloat32> returned(@Nullable Operand<TFloat32> tensor, String function) {
    String who = "Metric '" + name() + "' (" + className() + ")";
    return Returned.value(tensor, who, function, "a tensor");
  }

  private void requireScalar(Shape shape) {
    if (shape.rank() != 0) {
      throw new IllegalArgumentException(
          "Metric '"
              + name()
              + "' gives values of shape "
              + shape
              + ", but logs hold one number for each name: "
              + scalarHint()
              + ". Outside compile it can be used as it is, with updateState and result");
    }
  }

  /** Refuses shapes that the metric cannot be computed from, before its state is made. */
  void checkShapes(Shape yTrue, Shape yPred) {}

  final void requireAxis(Shape yTrue, Shape yPred, int axis) {
    String problem = AxisRange.problem(yTrue, yPred, axis);
    refuse(problem == null ? null : "is given " + problem, yTrue, yPred);
  }

  /**
   * Refuses shapes if there is a problem.
   *
   * @param problem the end of a sentence that begins with the metric, or null
   */
  final void refuse(@Nullable String problem, Shape yTrue, Shape yPred) {
    if (problem != null) {
      throw new IllegalArgumentException(
          "Metric '"
              + name()
              + "' ("
              + className()
              + ") "
              + problem
              + ". Targets have shape "
              + yTrue
              + ", predictions have shape "
              + yPred);
    }
  }

  final IllegalArgumentException badShapes(String expected, Shape yTrue, Shape yPred) {
    return new IllegalArgumentException(
        "Metric '"
            + name()
            + "' ("
            + className()
            + ") needs "
            + expected
            + "; received targets of shape "
            + yTrue
            + " and predictions of shape "
            + yPred);
  }

  final IllegalArgumentException badArgument(String argument, String expected, Object value) {
    return new IllegalArgumentException(
        className() + ": " + argument + " must be " + expected + "; received " + value);
  }

  @Override
  protected void config(Config c) {
    // Asking for the automatic name would use one up.
    c.textOrNull("name", c.isReading() ? name : name(), n -> name = n);
    c.text("dtype", dtype());
  }

  /** Returns the element type of the state, as Keras's config has it. */
  String dtype() {
    return "float32";
  }

  static {
    MetricAccess.set(new Access());
  }

  private static final class Access extends MetricAccess {
    @Override
    public @Nullable Object owner(Metric metric) {
      return metric.owner.get();
    }

    @Override
    public void give(Metric metric, @Nullable Object owner) {
      metric.give(owner);
    }

    @Override
    public void update(
        Metric metric,
        Ops tf,
        CallContext context,
        Operand<TFloat32> yTrue,
        Operand<TFloat32> yPred,
        @Nullable Operand<TFloat32> sampleWeight,
        @Nullable Operand<TBool> mask) {
      metric.apply(tf, context, yTrue, yPred, sampleWeight, mask);
    }

    @Override
    public Operand<TFloat32> result(Metric metric, Ops tf, CallContext context) {
      return metric.applyResult(tf, context);
    }

    @Override
    public void requireScalar(Metric metric, Shape shape) {
      metric.requireScalar(shape);
    }
  }
}
