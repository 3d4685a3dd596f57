package org.keras4j.internal.random;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The Mersenne Twister MT19937 of Matsumoto and Nishimura, as Python and NumPy use it.
 *
 * <p>Both languages share the generator but seed it differently: Python always by an array of
 * words, NumPy's {@code RandomState} by a single word.
 */
public final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX_A = 0x9908b0df;
  private static final int UPPER_MASK = 0x80000000;
  private static final int LOWER_MASK = 0x7fffffff;

  private final int[] state = new int[N];
  private int position = N;

  /** Creates a generator with an undefined sequence; seed it before use. */
  public MersenneTwister() {
    seed(5489);
  }

  /**
   * Starts the sequence of one word, as {@code numpy.random.RandomState(word)} does.
   *
   * @param word the seed, taken as an unsigned 32-bit integer
   */
  public void seed(int word) {
    state[0] = word;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    position = N;
  }

  /**
   * Starts the sequence of several words, as Python does with the words of an integer.
   *
   * @param key at least one unsigned 32-bit word, lowest first
   */
  public void seed(int[] key) {
    seed(19650218);
    int i = 1;
    for (int k = 0; k < Math.max(N, key.length); k++) {
      int j = k % key.length;
      state[i] = (state[i] ^ (mix(i) * 1664525)) + key[j] + j;
      i = next(i);
    }
    for (int k = 0; k < N - 1; k++) {
      state[i] = (state[i] ^ (mix(i) * 1566083941)) - i;
      i = next(i);
    }
    state[0] = UPPER_MASK;
  }

  /** Returns the words and the position among them in base 64. */
  String state() {
    ByteBuffer bytes = ByteBuffer.allocate((N + 1) * Integer.BYTES);
    bytes.asIntBuffer().put(state).put(position);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Goes on from what {@link #state()} returned. */
  void restore(String saved) {
    byte[] bytes = Base64.getDecoder().decode(saved);
    int last =
        bytes.length == (N + 1) * Integer.BYTES
            ? ByteBuffer.wrap(bytes).getInt(N * Integer.BYTES)
            : -1;
    if (last < 0 || last > N) {
      throw new IllegalArgumentException("it is no state of a Mersenne Twister");
    }
    ByteBuffer.wrap(bytes).asIntBuffer().get(state);
    position = last;
  }

  private int mix(int i) {
    return state[i - 1] ^ (state[i - 1] >>> 30);
  }

  private int next(int i) {
    if (i + 1 < N) {
      return i + 1;
    }
    state[0] = state[N - 1];
    return 1;
  }

  /**
   * Returns the next 32 random bits.
   *
   * @return a word; read it as unsigned
   */
  public int nextWord() {
    if (position == N) {
      regenerate();
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /**
   * Returns the next double with 53 random bits, from two words.
   *
   * @return a number in [0, 1)
   */
  public double nextDouble() {
    int high = nextWord() >>> 5;
    int low = nextWord() >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }

  private void regenerate() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & UPPER_MASK) | (state[(i + 1) % N] & LOWER_MASK);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX_A);
    }
  }
}
