package org.keras4j.layers;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The input again and again, as the steps of a sequence: Keras's {@code RepeatVector}.
 *
 * <p>Input shape {@code (batch, features)}, output {@code (batch, n, features)}. The same in
 * training and inference.
 */
public final class RepeatVector extends Rearrangement<RepeatVector> {

  private int n;

  /**
   * Makes the layer.
   *
   * @param n number of steps, at least 1
   */
  public RepeatVector(int n) {
    this.n = check(n);
  }

  private int check(int value) {
    if (value < 1) {
      throw badArgument("n", "at least 1", value);
    }
    return value;
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(2);
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    return tf.tile(tf.expandDims(x, tf.constant(1)), tf.constant(new int[] {1, n, 1}));
  }

  @Override
  protected void config(Config c) {
    c.integer("n", n);
  }
}
