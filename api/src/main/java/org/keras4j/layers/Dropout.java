package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.CallContext;
import org.keras4j.Config;
import org.keras4j.FluentLayer;
import org.keras4j.SeedGenerator;
import org.keras4j.internal.engine.Casts;
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
public final class Dropout extends FluentLayer<Dropout> {

  private double rate;
  private int @Nullable [] noiseShape;
  private SeedGenerator generator = addSeedGenerator(new SeedGenerator(null));

  /**
   * Makes the layer.
   *
   * @param rate probability of dropping, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public Dropout(double rate) {
    this.rate = checkRate(rate);
  }

  private double checkRate(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw badArgument("rate", "a number in [0, 1]", value);
    }
    return value;
  }

  /** Sets the seed. By default one is drawn. */
  public Dropout seed(long seed) {
    return set("seed", () -> generator = replaceSeedGenerator(generator, new SeedGenerator(seed)));
  }

  /**
   * Sets the shape of the random mask, with the batch; −1 takes the input's dimension, 1 drops
   * along a whole axis together. By default the input's shape.
   */
  public Dropout noiseShape(int... shape) {
    return set("noiseShape", () -> noiseShape = shape.clone());
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    if (!context.training() || rate == 0) {
      return x;
    }
    return Dropping.drop(tf, x, maskShape(tf, x), context.seed(generator), rate);
  }

  private Operand<TInt32> maskShape(Ops tf, Operand<TFloat32> x) {
    int[] wanted = noiseShape;
    if (wanted == null) {
      return tf.shape(x);
    }
    if (wanted.length != x.shape().numDimensions()) {
      throw badArgument(
          "noiseShape", "of rank " + x.shape().numDimensions(), java.util.Arrays.toString(wanted));
    }
    var parts = new java.util.ArrayList<Operand<TInt32>>();
    for (int i = 0; i < wanted.length; i++) {
      parts.add(wanted[i] < 0 ? Casts.dim(tf, x, i) : tf.constant(wanted[i]));
    }
    return tf.stack(parts);
  }

  @Override
  protected void config(Config c) {
    rate = checkRate(c.number("rate", rate));
    Long seed = c.longOrNull("seed", generator.explicitSeed());
    if (c.isReading() && seed != null) {
      seed(seed);
    }
  }
}
