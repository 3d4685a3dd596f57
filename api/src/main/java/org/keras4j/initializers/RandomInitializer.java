package org.keras4j.initializers;

import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.SeedTicket;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * An initializer that draws random numbers.
 *
 * <p>Without an explicit seed it draws one in 1…10⁹ from the global generator, as Keras does. The
 * numbers come from TensorFlow's stateless operations with the seed {@code [seed, 0]}, so they are
 * those of Python bit for bit.
 */
public abstract class RandomInitializer extends Initializer {

  private @Nullable Long explicitSeed;
  private SeedTicket ticket = GlobalRandom.ticket();

  /** For subclasses. */
  protected RandomInitializer() {}

  /** Sets the seed. By default one is drawn. */
  public RandomInitializer seed(long seed) {
    explicitSeed = seed;
    ticket.cancel();
    return this;
  }

  /** Returns the seed, drawing it now if none was given. */
  public final long seed() {
    return explicitSeed != null ? explicitSeed : ticket.seed();
  }

  /** Returns the seed as the stateless operations take it. */
  protected final Operand<TInt64> seedOperand(Ops tf) {
    return tf.constant(new long[] {Math.floorMod(seed(), (1L << 31) - 2), 0});
  }

  @Override
  protected void config(Config c) {
    Long s = c.longOrNull("seed", explicitSeed);
    if (s != null) {
      seed(s);
    }
  }

  /** Gives up the place in the queue for a seed: this initializer will not be used. */
  final void discard() {
    ticket.cancel();
  }

  /**
   * Takes over the place of another one, which it replaces without being an argument of its own.
   */
  final void inherit(RandomInitializer replaced) {
    if (explicitSeed == null) {
      ticket.cancel();
      ticket = replaced.ticket;
    } else {
      replaced.ticket.cancel();
    }
  }

  final void moveToEnd() {
    ticket.moveToEnd();
  }
}
