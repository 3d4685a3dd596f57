package org.keras4j.internal.random;

import java.math.BigInteger;
import java.util.List;

/**
 * The generator behind Python's {@code random.Random}, bit for bit.
 *
 * <p>Keras draws the seed of every seedless layer, initializer and shuffle from Python's global
 * generator, and KerasTuner samples its search space from freshly seeded ones. Reproducing both
 * therefore needs CPython's exact algorithm: the Mersenne Twister MT19937, seeded from the 32-bit
 * words of the absolute seed, and CPython's own way of turning its words into doubles and bounded
 * integers.
 *
 * <p>Instances are not safe for use by several threads at once; callers that share one must lock.
 */
public final class PythonRandom {
  private static final BigInteger WORD_MASK = BigInteger.valueOf(0xffff_ffffL);

  private final MersenneTwister twister = new MersenneTwister();

  /**
   * Creates a generator like {@code random.Random(seed)}.
   *
   * @param seed any integer; like in Python, a seed and its negative give the same sequence
   */
  public PythonRandom(long seed) {
    seed(seed);
  }

  /**
   * Creates a generator like {@code random.Random(seed)}.
   *
   * @param seed an integer of any size; a seed and its negative give the same sequence
   */
  public PythonRandom(BigInteger seed) {
    seed(seed);
  }

  /** Returns a generator that goes on where another one was when {@link #state} was called. */
  static PythonRandom ofState(String state) {
    PythonRandom random = new PythonRandom(0);
    random.twister.restore(state);
    return random;
  }

  /** Returns where the generator is, as a text of 3,336 characters. */
  String state() {
    return twister.state();
  }

  /**
   * Starts the sequence of a seed, like {@code random.seed(seed)}.
   *
   * @param seed any integer
   */
  public void seed(long seed) {
    seed(BigInteger.valueOf(seed));
  }

  /**
   * Starts the sequence of a seed, like {@code random.seed(seed)}.
   *
   * @param seed an integer of any size
   */
  public void seed(BigInteger seed) {
    BigInteger rest = seed.abs();
    int[] key = new int[Math.max(1, (rest.bitLength() + 31) / 32)];
    for (int i = 0; i < key.length; i++) {
      key[i] = rest.and(WORD_MASK).intValue();
      rest = rest.shiftRight(32);
    }
    twister.seed(key);
  }

  /**
   * Returns the next double in [0, 1), like {@code random.random()}.
   *
   * @return a multiple of 2<sup>-53</sup>
   */
  public double random() {
    return twister.nextDouble();
  }

  /**
   * Returns a double between two bounds, like {@code random.uniform(a, b)}.
   *
   * @param a the one bound
   * @param b the other bound
   * @return {@code a + (b - a) * random()}
   */
  public double uniform(double a, double b) {
    return a + (b - a) * random();
  }

  /**
   * Returns random bits, like {@code random.getrandbits(k)}.
   *
   * @param k the number of bits, at least 0
   * @return a non-negative integer of at most {@code k} bits
   * @throws IllegalArgumentException if {@code k} is negative
   */
  public BigInteger getrandbits(int k) {
    if (k < 0) {
      throw new IllegalArgumentException("getrandbits: k must not be negative, got " + k);
    }
    BigInteger bits = BigInteger.ZERO;
    for (int shift = 0; shift < k; shift += 32) {
      // The words come lowest first; only the last one is shortened, to its high bits.
      long word = bits(Math.min(32, k - shift));
      bits = bits.or(BigInteger.valueOf(word).shiftLeft(shift));
    }
    return bits;
  }

  /**
   * Returns an integer between two bounds, both included, like {@code random.randint(a, b)}.
   *
   * @param a the smallest possible value
   * @param b the largest possible value, at least {@code a}
   * @return an integer in [a, b]
   * @throws IllegalArgumentException if {@code a > b} or the range has 2<sup>63</sup> values or
   *     more
   */
  public long randint(long a, long b) {
    long n = b - a + 1;
    if (a > b || n <= 0) {
      throw new IllegalArgumentException(
          "randint: expected a <= b and fewer than 2^63 values between them, got a="
              + a
              + ", b="
              + b);
    }
    return a + below(n);
  }

  /**
   * Shuffles a list in place, like {@code random.shuffle(list)}.
   *
   * @param list a modifiable list
   * @param <T> the type of its elements
   */
  public <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = (int) below(i + 1L);
      T moved = list.get(i);
      list.set(i, list.get(j));
      list.set(j, moved);
    }
  }

  /** Draws as many bits as n has until they are below n: CPython's {@code _randbelow}. */
  private long below(long n) {
    int k = 64 - Long.numberOfLeadingZeros(n);
    long drawn;
    do {
      drawn = k <= 32 ? bits(k) : bits(32) | bits(k - 32) << 32;
    } while (drawn >= n);
    return drawn;
  }

  /** The k high bits of the next word, 1 ≤ k ≤ 32. */
  private long bits(int k) {
    return Integer.toUnsignedLong(twister.nextWord()) >>> (32 - k);
  }
}
