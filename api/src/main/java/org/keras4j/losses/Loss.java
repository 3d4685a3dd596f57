package org.keras4j.losses;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.keras4j.internal.losses.LossAccess;
import org.keras4j.internal.losses.LossProblem;
import org.keras4j.internal.ops.Alignment;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * What training minimises: Keras's {@code Loss}.
 *
 * <p>To write one, extend {@link FluentLoss}, override {@link #call} and return one value for each
 * sample: of {@code each} pair of target and prediction {@code tf.math.mean(each,
 * tf.constant(-1))}. If there are arguments, {@link #config} names them, after {@code
 * super.config(c)}. {@link #problem(Shape, Shape)} may refuse targets early.
 */
public abstract class Loss extends KerasObject {

  /** The losses that are known by name. */
  public static final Kind<Loss> KIND = Kind.of("keras.losses", Loss.class, "loss");

  private String name;
  private Reduction reduction = Reduction.SUM_OVER_BATCH_SIZE;

  static {
    LossAccess.set(new LossDoor());
  }

  /** For subclasses; the name is the class name in snake case. */
  protected Loss() {
    name = Names.snakeCase(className());
  }

  /**
   * Returns the loss of each sample.
   *
   * @param yTrue targets as float32, of the same rank as the predictions where that is possible
   * @param yPred predictions, shape {@code (batch, …)}
   * @return shape {@code (batch, …)} with at least the last axis reduced
   */
  protected abstract Operand<TFloat32> call(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);

  /**
   * Says early what is wrong with targets of this shape for predictions of that shape; by default
   * nothing. Asked before the first batch, and before {@link #apply(NDArray, NDArray)}.
   *
   * @param yTrue the shape of the targets, with the batch, which may be unknown
   * @param yPred the shape of the predictions, likewise
   * @return null if nothing is wrong, otherwise the end of a sentence that begins with the loss
   */
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return null;
  }

  /**
   * Says early what is wrong with these targets themselves, such as class numbers out of range; by
   * default nothing. Asked if their shape is right, for all data that is in memory.
   *
   * @param yTrue the targets
   * @param yPred the shape of the predictions, with the batch, which may be unknown
   * @return null if nothing is wrong, otherwise the end of a sentence that begins with the loss
   */
  protected @Nullable String problem(NDArray yTrue, Shape yPred) {
    return null;
  }

  /**
   * Returns which values count, or null if all do. The mean of a loss is over those that count.
   *
   * @param values what {@link #call} returned, of the same shape as the result
   */
  protected @Nullable Operand<TBool> mask(
      Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred, Operand<TFloat32> values) {
    return null;
  }

  /** Returns the name, used in logs. */
  public final String name() {
    return name;
  }

  /** Sets the name. */
  public Loss name(String newName) {
    name = newName;
    return this;
  }

  /** Returns the reduction. */
  public final Reduction reduction() {
    return reduction;
  }

  /** Sets the reduction. By default {@link Reduction#SUM_OVER_BATCH_SIZE}. */
  public Loss reduction(Reduction r) {
    reduction = r;
    return this;
  }

  /**
   * Sets the reduction by Keras's name: {@code "sum"}, {@code "mean"}, {@code "none"}, … Null is
   * Python's {@code None}: no reduction.
   */
  public Loss reduction(@Nullable String r) {
    return reduction(r == null ? Reduction.NONE : Reduction.of(r));
  }

  /** Adds the loss to a graph up to the values of single samples: rank alignment, values. */
  final LossAccess.Values values(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    Operand<TFloat32> values =
        Returned.value(
            call(tf, aligned.first(), aligned.second()),
            "Loss '" + name + "' (" + className() + ")",
            "call",
            "a tensor with one value for each sample");
    return new LossAccess.Values(values, mask(tf, aligned.first(), aligned.second(), values));
  }

  /** Adds the loss to a graph: rank alignment, values, mask, weights, reduction. */
  public final Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    return apply(tf, yTrue, yPred, sampleWeight, null);
  }

  /**
   * Adds the loss to a graph, for predictions with a mask. The mean is over what counts.
   *
   * @param outputMask which predictions count, or null if all do
   */
  public final Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight,
      @Nullable Operand<TBool> outputMask) {
    LossAccess.Values v = values(tf, yTrue, yPred);
    return Weighting.reduce(
        tf, v.values(), Weighting.both(tf, outputMask, v.mask()), sampleWeight, reduction);
  }

  /**
   * Computes the loss of data outside any model: a scalar, or with {@link Reduction#NONE} one value
   * for each sample.
   *
   * @throws IllegalArgumentException if the targets do not fit the predictions
   */
  public final NDArray apply(NDArray yTrue, NDArray yPred) {
    return apply(yTrue, yPred, null);
  }

  /**
   * Computes the loss of data outside any model, with weights of samples or elements.
   *
   * @throws IllegalArgumentException if the targets do not fit the predictions
   */
  public final NDArray apply(NDArray yTrue, NDArray yPred, @Nullable NDArray sampleWeight) {
    LossProblem.refuse(
        this, "", problem(yTrue.shape(), yPred.shape()), yTrue.shape(), yPred.shape());
    LossProblem.refuse(this, "", problem(yTrue, yPred.shape()), yTrue.shape(), yPred.shape());
    List<NDArray> inputs =
        sampleWeight == null ? List.of(yTrue, yPred) : List.of(yTrue, yPred, sampleWeight);
    return ImmediateCall.run(
            (tf, in, context) ->
                List.of(
                    apply(
                        tf,
                        Casts.toFloat(tf, in.get(0)),
                        Casts.toFloat(tf, in.get(1)),
                        in.size() < 3 ? null : Casts.toFloat(tf, in.get(2)))),
            inputs)
        .get(0);
  }

  @Override
  protected void config(Config c) {
    c.text("name", name, this::name);
    c.textOrNull("reduction", reduction.toString(), this::reduction);
  }
}
