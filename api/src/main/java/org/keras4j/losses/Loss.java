package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.KerasObject;
import org.keras4j.Shape;
import org.keras4j.internal.Names;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training minimises: Keras's {@code Loss}.
 *
 * <p>To write one, override {@link #call} and return one value for each sample.
 */
public abstract class Loss extends KerasObject {

  private String name;
  private Reduction reduction = Reduction.SUM_OVER_BATCH_SIZE;

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
   * Says early what is wrong with targets of this shape for predictions of that shape.
   *
   * @return null if nothing is wrong, otherwise the end of a sentence that begins with the loss
   */
  public @Nullable String problem(Shape yTrue, Shape yPred) {
    return null;
  }

  /**
   * Returns the number of classes that integer targets must stay below, or −1 if targets are not
   * class numbers.
   */
  public long classes(Shape yPred) {
    return -1;
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

  /** Adds the loss to a graph: rank alignment, values, weights, reduction. */
  public final Operand<TFloat32> apply(
      Ops tf,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    Alignment.Pair aligned = Alignment.align(tf, yTrue, yPred);
    Operand<TFloat32> values = call(tf, aligned.first(), aligned.second());
    return reduce(tf, values, sampleWeight);
  }

  private Operand<TFloat32> reduce(
      Ops tf, Operand<TFloat32> values, @Nullable Operand<TFloat32> sampleWeight) {
    Operand<TFloat32> weighted = values;
    Operand<TFloat32> weights = null;
    if (sampleWeight != null) {
      weights = Alignment.align(tf, sampleWeight, values).first();
      weighted = tf.math.mul(values, weights);
    }
    Operand<TFloat32> sum = Alignment.sum(tf, weighted);
    return switch (reduction) {
      case NONE -> weighted;
      case SUM -> sum;
      case SUM_OVER_BATCH_SIZE -> tf.math.divNoNan(sum, Alignment.count(tf, values));
      case MEAN_WITH_SAMPLE_WEIGHT ->
          tf.math.divNoNan(
              sum,
              weights == null
                  ? Alignment.count(tf, values)
                  : Alignment.sum(tf, Alignment.broadcastLike(tf, weights, values)));
    };
  }

  @Override
  protected void config(Config c) {
    name = c.text("name", name);
    reduction = Reduction.of(c.text("reduction", reduction.toString()));
  }
}
