package org.keras4j.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.CallContext;
import org.keras4j.Config;
import org.keras4j.KerasObject;
import org.keras4j.Shape;
import org.keras4j.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.internal.Names;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A figure that is accumulated over the batches of an epoch: Keras's {@code Metric}.
 *
 * <p>Its state is variables in the graph; it is read only when somebody looks. To write one, make
 * state in {@link #build} with {@link #addVariable}, add to it in {@link #update} and compute the
 * figure in {@link #result}. Most metrics are means and extend {@link MeanMetric}.
 */
public abstract class Metric extends KerasObject {

  private String name;
  private boolean built;
  private final List<Variable> variables = new ArrayList<>();

  /** For subclasses; the name is the class name in snake case. */
  protected Metric() {
    name = Names.snakeCase(className());
  }

  /** Makes the state; called once, before the first update. */
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

  /** Adds the operations that compute the figure from the state: a scalar. */
  protected abstract Operand<TFloat32> result(Ops tf, CallContext context);

  /** Returns whether callbacks should see more as better, or less, or cannot tell. */
  public Direction direction() {
    return Direction.UNKNOWN;
  }

  /** Makes a float32 variable, zero at the start of each epoch. */
  protected final Variable addVariable(String variableName, Shape shape) {
    Variable v = new Variable(name + "/" + variableName, shape, new Zeros(), false);
    variables.add(v);
    return v;
  }

  /** Returns the name, under which the figure appears in logs. */
  public final String name() {
    return name;
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

  /** Sets the state back to zero, as models do at the start of each epoch. */
  public final void resetState() {
    variables.forEach(v -> v.assign(NDArray.zeros(v.shape().asArray())));
  }

  /** Makes the state unless it exists, then adds the operations that take in one batch. */
  public final void apply(
      Ops tf,
      CallContext context,
      Operand<TFloat32> yTrue,
      Operand<TFloat32> yPred,
      @Nullable Operand<TFloat32> sampleWeight) {
    if (!built) {
      build(Shape.of(yTrue.shape().asArray()), Shape.of(yPred.shape().asArray()));
      built = true;
    }
    update(tf, context, yTrue, yPred, sampleWeight);
  }

  /** Adds the operations that compute the figure. */
  public final Operand<TFloat32> applyResult(Ops tf, CallContext context) {
    return result(tf, context);
  }

  @Override
  protected void config(Config c) {
    name = c.text("name", name);
  }
}
