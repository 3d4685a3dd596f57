package org.keras4j.layers;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code activation(x · kernel + bias)} on the last axis: Keras's {@code Dense}.
 *
 * <p>Input shape {@code (batch, …, n)}, at least rank 2; output {@code (batch, …, units)}. The same
 * in training and inference.
 */
public final class Dense extends KernelLayer<Dense> {

  private int units;

  /**
   * Makes the layer.
   *
   * @param units size of the output's last axis, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public Dense(int units) {
    this.units = check(units);
  }

  private int check(int n) {
    if (n < 1) {
      throw badArgument("units", "at least 1", n);
    }
    return n;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected InputSpec inputSpec() {
    return isBuilt()
        ? InputSpec.ofMinRank(2).withLastAxis(kernel().shape().get(0))
        : InputSpec.ofMinRank(2);
  }

  @Override
  protected void build(Shape input) {
    addKernelAndBias(Shape.of(known(input), units), units);
  }

  private long known(Shape input) {
    if (input.get(-1) == Shape.UNKNOWN) {
      throw new IllegalArgumentException(
          describe() + " needs to know the last dimension of its input; received shape " + input);
    }
    if (input.get(-1) == 0) {
      // oneDNN ends the process for a product over no features.
      throw new IllegalArgumentException(
          describe()
              + " needs at least one feature in the last dimension; received shape "
              + input);
    }
    return input.get(-1);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return activated(tf, biased(tf, product(tf, x, context), context));
  }

  private Operand<TFloat32> product(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TFloat32> k = context.read(kernel());
    int rank = x.shape().numDimensions();
    if (rank == 2) {
      return tf.linalg.matMul(x, k);
    }
    long in = kernel().shape().get(0);
    Operand<TFloat32> flat = tf.linalg.matMul(tf.reshape(x, tf.constant(new long[] {-1, in})), k);
    long[] dims = x.shape().asArray();
    dims[rank - 1] = units;
    return KerasOps.of(tf).reshapeLike(flat, x, dims);
  }

  @Override
  protected void config(Config c) {
    c.integer("units", units);
    activationConfig(c);
    weightConfig(c);
    c.none("quantization_config", "quantization");
  }
}
