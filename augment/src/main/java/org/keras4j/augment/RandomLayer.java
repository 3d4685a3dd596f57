package org.keras4j.augment;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.SeedGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the layers that change images at random share: a seed.
 *
 * @param <S> the layer's own type
 */
abstract class RandomLayer<S extends RandomLayer<S>> extends AugmentationLayer<S> {

  private SeedGenerator generator = addSeedGenerator(new SeedGenerator(null));

  RandomLayer() {}

  /** Sets the seed. By default one is drawn from the generator of {@code Keras.setRandomSeed}. */
  public S seed(long seed) {
    return set("seed", () -> generator = replaceSeedGenerator(generator, new SeedGenerator(seed)));
  }

  /** Lets the default seed be drawn later than that of anything constructed so far. */
  final void postponeSeed() {
    generator = replaceSeedGenerator(generator, new SeedGenerator(null));
  }

  /** Draws one number in [low, high) for each image, shape (batch,). */
  final Operand<TFloat32> draw(Images images, CallContext context, Range range) {
    return draw(images.tf(), images.count(), context, range.low(), range.high());
  }

  /** Draws numbers in [low, high). */
  final Operand<TFloat32> draw(
      Ops tf, Operand<TInt32> shape, CallContext context, double low, double high) {
    Operand<TFloat32> u =
        tf.random.statelessRandomUniform(shape, context.seed(generator), TFloat32.class);
    // in Python both bounds become float32 before they are subtracted
    float from = (float) low;
    float width = (float) high - from;
    Operand<TFloat32> scaled = width == 1 ? u : tf.math.mul(u, tf.constant(width));
    return from == 0 ? scaled : tf.math.add(scaled, tf.constant(from));
  }

  final void seedConfig(Config c) {
    seedConfig(c, () -> null);
  }

  /** Exchanges the seed; without one, a config gets {@code otherwise}. */
  final void seedConfig(Config c, Supplier<@Nullable Long> otherwise) {
    Long explicit = generator.explicitSeed();
    Long written = explicit != null || c.isReading() ? explicit : otherwise.get();
    c.longOrNull("seed", written, this::seed);
  }
}
