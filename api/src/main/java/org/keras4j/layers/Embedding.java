package org.keras4j.layers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.constraints.Constraint;
import org.keras4j.constraints.Constraints;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * A learnt vector for each whole number: Keras's {@code Embedding}.
 *
 * <p>Input of whole numbers in [0, inputDim) of any shape, output with one more axis of size {@code
 * outputDim}. The same in training and inference.
 */
public final class Embedding extends FluentLayer<Embedding> {

  private final WeightArguments arguments = new WeightArguments("embeddings", "uniform");
  private int inputDim;
  private int outputDim;
  private boolean maskZero;
  private @Nullable Variable table;

  /**
   * Makes the layer.
   *
   * @param inputDim how many numbers there are, at least 1
   * @param outputDim size of the vectors, at least 1
   */
  public Embedding(int inputDim, int outputDim) {
    this.inputDim = check("inputDim", inputDim);
    this.outputDim = check("outputDim", outputDim);
  }

  private int check(String argument, int value) {
    if (value < 1) {
      throw badArgument(argument, "at least 1", value);
    }
    return value;
  }

  /** Sets how the vectors begin, by name. By default {@code "uniform"}, in ±0.05. */
  public Embedding embeddingsInitializer(String name) {
    return set("embeddingsInitializer", () -> arguments.initializer.set(name));
  }

  /** Sets how the vectors begin. */
  public Embedding embeddingsInitializer(Initializer i) {
    return set("embeddingsInitializer", () -> arguments.initializer.set(i));
  }

  /** Sets the penalty on the vectors by name. By default none. */
  public Embedding embeddingsRegularizer(String name) {
    return embeddingsRegularizer(Regularizers.get(name));
  }

  /** Sets the penalty on the vectors. By default none. */
  public Embedding embeddingsRegularizer(@Nullable Regularizer r) {
    return set("embeddingsRegularizer", () -> arguments.regularizer = r);
  }

  /** Sets the constraint on the vectors by name. By default none. */
  public Embedding embeddingsConstraint(String name) {
    return embeddingsConstraint(Constraints.get(name));
  }

  /** Sets the constraint on the vectors. By default none. */
  public Embedding embeddingsConstraint(@Nullable Constraint c) {
    return set("embeddingsConstraint", () -> arguments.constraint = c);
  }

  /**
   * Sets whether 0 stands for no entry, as behind the end of a sequence: such steps are masked for
   * the layers behind, the loss and the metrics. By default false.
   */
  public Embedding maskZero(boolean value) {
    return set("maskZero", () -> maskZero = value);
  }

  @Override
  public boolean supportsMasking() {
    return maskZero;
  }

  @Override
  @SuppressWarnings("unchecked") // every input is of numbers
  protected Operand<TBool> computeMask(Ops tf, Operand<?> input, @Nullable Operand<TBool> mask) {
    Operand<? extends TNumber> x = (Operand<? extends TNumber>) input;
    return notZero(tf, x);
  }

  private static <T extends TNumber> Operand<TBool> notZero(Ops tf, Operand<T> x) {
    return tf.math.notEqual(x, tf.dtypes.cast(tf.constant(0), x.type()));
  }

  @Override
  protected void build(Shape input) {
    table =
        arguments.applyTo(
            addWeight("embeddings", Shape.of(inputDim, outputDim), arguments.initializer.get()));
  }

  @Override
  @SuppressWarnings("unchecked") // every input is of numbers
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    Operand<? extends TNumber> x = (Operand<? extends TNumber>) inputs.get(0);
    Operand<? extends TNumber> indices =
        x.type() == TInt32.class || x.type() == TInt64.class ? x : tf.dtypes.cast(x, TInt32.class);
    return List.of(
        tf.gather(
            context.read(Objects.requireNonNull(table)),
            fromTheStart(tf, indices),
            tf.constant(0)));
  }

  /** Negative indices count from the end, as in Keras. */
  private <T extends TNumber> Operand<T> fromTheStart(Ops tf, Operand<T> indices) {
    Operand<T> zero = tf.zerosLike(indices);
    Operand<T> end = tf.dtypes.cast(tf.constant(inputDim), indices.type());
    return tf.select(tf.math.less(indices, zero), tf.math.add(indices, end), indices);
  }

  @Override
  protected void config(Config c) {
    c.integer("input_dim", inputDim);
    c.integer("output_dim", outputDim);
    arguments.initializerConfig(c);
    arguments.regularizerConfig(c);
    activityRegularizerConfig(c);
    arguments.constraintConfig(c);
    c.flag("mask_zero", maskZero, this::maskZero);
    c.none("quantization_config", "quantization");
  }
}
