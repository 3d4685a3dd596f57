package org.keras4j.layers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The axes in another order: Keras's {@code Permute}.
 *
 * <p>{@code new Permute(2, 1)} makes {@code (batch, n, m)} of {@code (batch, m, n)}. The element
 * type stays. The same in training and inference.
 */
public final class Permute extends Rearrangement<Permute> {

  private int[] dims;

  /**
   * Makes the layer.
   *
   * @param dims which of the input's axes each of the output's is; 1 is the first after the batch
   * @throws IllegalArgumentException unless each from 1 on occurs once
   */
  public Permute(int... dims) {
    this.dims = check(dims.clone());
  }

  private int[] check(int[] given) {
    int[] sorted = given.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, IntStream.rangeClosed(1, given.length).toArray())) {
      throw badArgument(
          "dims", "the numbers from 1 on, each once, in any order", Arrays.toString(given));
    }
    return given;
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(dims.length + 1);
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    return tf.linalg.transpose(
        x, tf.constant(IntStream.concat(IntStream.of(0), IntStream.of(dims)).toArray()));
  }

  @Override
  protected void config(Config c) {
    c.integers("dims", dims);
  }
}
