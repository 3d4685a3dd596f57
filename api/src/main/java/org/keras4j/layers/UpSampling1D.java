package org.keras4j.layers;

import org.keras4j.core.Config;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Each step of a sequence several times: Keras's {@code UpSampling1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, steps · size, channels)}.
 * The same in training and inference.
 */
public final class UpSampling1D extends Rearrangement<UpSampling1D> {

  private int size;

  /** Makes the layer that repeats twice, Keras's default. */
  public UpSampling1D() {
    this(2);
  }

  /**
   * Makes the layer.
   *
   * @param size how often each step occurs, at least 1
   */
  public UpSampling1D(int size) {
    this.size = SpatialArguments.of(1, new int[] {size}, "size", this::badArgument)[0];
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(3);
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    return KerasOps.of(tf).repeat(x, size, 1);
  }

  @Override
  protected void config(Config c) {
    c.integer("size", size);
  }
}
