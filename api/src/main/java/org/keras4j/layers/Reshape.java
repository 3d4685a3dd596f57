package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The same elements in another shape: Keras's {@code Reshape}.
 *
 * <p>Input shape {@code (batch, …)}, output {@code (batch, targetShape…)}. The element type stays.
 * The same in training and inference.
 */
public final class Reshape extends Rearrangement<Reshape> {

  private int[] targetShape;

  /**
   * Makes the layer.
   *
   * @param targetShape the shape of one sample; one of its dimensions may be −1, to be worked out
   * @throws IllegalArgumentException if there are several −1
   */
  public Reshape(int... targetShape) {
    this.targetShape = check(targetShape.clone());
  }

  private int[] check(int[] target) {
    if (Arrays.stream(target).filter(d -> d == -1).count() > 1
        || Arrays.stream(target).anyMatch(d -> d < -1)) {
      throw badArgument("targetShape", "sizes, at most one of them -1", Arrays.toString(target));
    }
    return target;
  }

  @Override
  protected void build(Shape input) {
    check(input);
  }

  private void check(Shape input) {
    Shape sample = input.dropBatch();
    if (!sample.isFullyKnown()) {
      return;
    }
    long given = given();
    boolean open = Arrays.stream(targetShape).anyMatch(d -> d == -1);
    if (open ? given == 0 || sample.size() % given != 0 : sample.size() != given) {
      throw badArgument(
          "targetShape",
          "of the same number of elements as the input, " + sample.size(),
          Arrays.toString(targetShape) + " for input shape " + input);
    }
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    long[] in = x.shape().asArray();
    check(Shape.of(in)); // again, as sizes may have been unknown when it was built
    boolean known = Arrays.stream(in).skip(1).allMatch(d -> d >= 0);
    int[] target = targetShape.clone();
    for (int i = 0; i < target.length; i++) {
      // Worked out here, so that the layers behind know it.
      target[i] = target[i] == -1 && known ? missing(in) : target[i];
    }
    List<Operand<TInt32>> dims = new ArrayList<>();
    boolean open = Arrays.stream(target).anyMatch(d -> d == -1);
    // What cannot be checked before must not end in another number of samples.
    dims.add(open || !known ? Casts.dim(tf, x, 0) : tf.constant(-1));
    Arrays.stream(target).forEach(d -> dims.add(tf.constant(d)));
    return tf.reshape(x, tf.stack(dims));
  }

  private int missing(long[] in) {
    long size = Arrays.stream(in).skip(1).reduce(1, (a, b) -> a * b);
    return Math.toIntExact(size / given());
  }

  /** The number of elements in all dimensions that were given. */
  private long given() {
    return Arrays.stream(targetShape).filter(d -> d >= 0).asLongStream().reduce(1, (a, b) -> a * b);
  }

  @Override
  protected void config(Config c) {
    c.integers("target_shape", targetShape);
  }
}
