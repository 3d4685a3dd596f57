package org.keras4j.internal.random;

import java.util.Arrays;
import org.keras4j.internal.Names;

/**
 * Keras's global seed generator, which serves draws that name no seed. It is made by the first of
 * them, with a default seed, and goes when {@code setRandomSeed} or {@code clearSession} is called.
 */
public final class GlobalSeeds {

  private static final long MAX_SEED = 1_000_000_000L;

  /** Empty before the first draw. */
  private static long[] state = {};

  private GlobalSeeds() {}

  /** Starts the default seeds from a number, and the generator anew with them, as one. */
  public static synchronized void seed(long seed) {
    GlobalRandom.seed(seed);
    reset();
  }

  /** Forgets the generator; the next draw makes another one. */
  public static synchronized void reset() {
    state = new long[0];
  }

  /** Returns the seed of the next draw: two 64-bit integers. */
  public static synchronized long[] next() {
    if (state.length == 0) {
      // It takes an automatic name, which nobody sees but by the number of the next one.
      Names.unique("seed_generator");
      state = new long[] {GlobalRandom.randint(1, MAX_SEED), 0};
    }
    long[] seed = state;
    state = following(seed);
    return seed;
  }

  /** Returns the state behind another one, where the draws of a generator have no order. */
  public static long[] following(long[] state) {
    return Arrays.stream(state).map(s -> Math.floorMod((s + 1) * 5387, 933199L)).toArray();
  }
}
