package org.keras4j.internal.random;

/**
 * TensorFlow's operation {@code RandomShuffle}, number by number: the swaps of Fisher and Yates
 * from the front, each with a number of {@link Philox} modulo what is left.
 *
 * <p>The first draw of an object is the operation's first; further draws go on as it does when it
 * runs again.
 */
public final class RandomShuffle {

  /** TensorFlow's seeds are taken modulo this. */
  private static final long SEEDS = Integer.MAX_VALUE;

  private final Philox random;

  private RandomShuffle(long seed, long seed2) {
    random = new Philox(seed, seed2);
  }

  /**
   * Returns the operation as Keras has it in a function of its own after {@code set_random_seed}:
   * with this seed, and 0 for the operation.
   */
  public static RandomShuffle ofGlobalSeed(long seed) {
    long s = Math.floorMod(seed, SEEDS);
    // TensorFlow takes two zeros for "any seed", so Python avoids them.
    return new RandomShuffle(s, s == 0 ? SEEDS : 0);
  }

  /** Returns one of 2⁶⁴ other sequences. */
  public static RandomShuffle of(long key) {
    return new RandomShuffle(key, -1);
  }

  /** Puts the values from one index to before another one in a random order. */
  public void shuffle(int[] values, int from, int to) {
    for (int i = from; i < to - 1; i++) {
      int j = i + Integer.remainderUnsigned(random.next(), to - i);
      int t = values[i];
      values[i] = values[j];
      values[j] = t;
    }
    random.nextCount();
  }
}
