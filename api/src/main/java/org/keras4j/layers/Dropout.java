package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.keras4j.random.RandomOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sets inputs to zero at random while training: Keras's {@code Dropout}.
 *
 * <p>Each element is dropped with probability {@code rate}; the others are scaled by {@code 1 / (1
 * − rate)}, so that the expected sum stays. In inference the input passes unchanged. Output shape
 * as input.
 */
public final class Dropout extends NoiseLayer<Dropout> {

  private int @Nullable [] noiseShape;

  /**
   * Makes the layer.
   *
   * @param rate probability of dropping, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public Dropout(double rate) {
    super("rate", rate);
  }

  /**
   * Sets the shape of the random mask, with the batch; −1 takes the input's dimension, 1 drops
   * along a whole axis together. A shape of lower rank is that of the last axes, and the axes
   * before them are dropped together. By default the input's shape.
   *
   * @throws IllegalArgumentException if a dimension is neither positive nor −1
   */
  public Dropout noiseShape(int... shape) {
    return set("noiseShape", () -> noiseShape = check(shape.clone()));
  }

  private int[] check(int[] shape) {
    if (Arrays.stream(shape).anyMatch(d -> d < -1 || d == 0)) {
      throw badArgument("noiseShape", "positive dimensions or -1", Arrays.toString(shape));
    }
    return shape;
  }

  @Override
  protected void build(Shape input) {
    int[] wanted = noiseShape;
    if (wanted == null) {
      return;
    }
    int missing = input.rank() - wanted.length;
    boolean fits = missing >= 0;
    for (int i = 0; i < wanted.length && fits; i++) {
      long d = input.get(missing + i);
      // In a shape of lower rank Keras takes an open dimension from another axis than it is for.
      fits = wanted[i] == -1 ? missing == 0 : wanted[i] == 1 || d < 0 || wanted[i] == d;
    }
    if (!fits) {
      throw badArgument(
          "noiseShape",
          "1, -1 or the input's dimension for each axis, or for the last axes without -1",
          Arrays.toString(wanted) + " for input shape " + input);
    }
  }

  @Override
  Operand<TFloat32> disturb(Ops tf, Operand<TFloat32> x, Operand<TInt32> randomSeed, double rate) {
    return RandomOps.of(tf, randomSeed).dropout(x, rate, maskShape(tf, x));
  }

  private Operand<TInt32> maskShape(Ops tf, Operand<TFloat32> x) {
    int[] wanted = noiseShape;
    if (wanted == null) {
      return tf.shape(x);
    }
    List<Operand<TInt32>> parts = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      parts.add(wanted[i] < 0 ? KerasOps.of(tf).size(x, i) : tf.constant(wanted[i]));
    }
    return tf.stack(parts);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.object(
        "noise_shape",
        noiseShape,
        s -> Arrays.stream(s).mapToObj(d -> d < 0 ? null : d).toList(),
        v ->
            c.toList("noise_shape", v).stream()
                .mapToInt(d -> d == null ? -1 : c.toInteger("noise_shape", d))
                .toArray(),
        this::noiseShape);
  }
}
