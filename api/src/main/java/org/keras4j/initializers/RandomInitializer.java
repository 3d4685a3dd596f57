package org.keras4j.initializers;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.SeedTicket;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An initializer that draws random numbers.
 *
 * <p>Without an explicit seed it draws one in 1…10⁹ from the global generator, as Keras does. The
 * numbers come from TensorFlow's stateless operations with the seed {@code [seed, 0]}, so they are
 * those of Python bit for bit.
 *
 * @param <S> the initializer's own type
 */
public abstract class RandomInitializer<S extends RandomInitializer<S>> extends Initializer {

  private @Nullable Long explicitSeed;
  private SeedTicket ticket = GlobalRandom.ticket();

  /** For subclasses. */
  protected RandomInitializer() {}

  /** Sets the seed. By default one is drawn. */
  @SuppressWarnings("unchecked")
  public S seed(long seed) {
    explicitSeed = seed;
    ticket.cancel();
    return (S) this;
  }

  /** Returns the seed, drawing it now if none was given. */
  public final long seed() {
    return explicitSeed != null ? explicitSeed : ticket.seed();
  }

  /** Draws an array of this shape with the seed as the stateless operations take it. */
  protected abstract Operand<TFloat32> draw(
      Ops tf, Shape shape, Operand<TInt64> dims, Operand<TInt64> seed);

  @Override
  public final Operand<TFloat32> call(Ops tf, Shape shape) {
    long[] pair = {Math.floorMod(seed(), (1L << 31) - 2), 0};
    return draw(tf, shape, tf.constant(shape.asArray()), tf.constant(pair));
  }

  /** Exchanges the seed, and in subclasses, after that, the other arguments. */
  @Override
  protected void config(Config c) {
    c.longOrNull("seed", explicitSeed, this::seed);
  }

  /** Returns the place in the queue for a seed. */
  final SeedTicket ticket() {
    return ticket;
  }

  /** Takes over the place of an argument, if a seed is to be drawn at all. */
  final void takeOver(SeedTicket place) {
    ticket.cancel();
    if (explicitSeed == null) {
      ticket = place;
      place.wanted(true);
    }
  }
}
