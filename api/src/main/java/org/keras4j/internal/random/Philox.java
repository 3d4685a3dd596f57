package org.keras4j.internal.random;

/**
 * The generator of TensorFlow's kernels with a state: Philox4x32-10 of Salmon, Moraes, Dror and
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
 *
 * <p>It counts, and encrypts the count: each count gives four numbers of 32 bits.
 */
final class Philox {

  private static final int ROUNDS = 10;
  private static final int NUMBERS = 4;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final long key;
  private final long high;
  private long count;
  private final int[] numbers = new int[NUMBERS];
  private int used = NUMBERS;

  /**
   * Makes a generator that begins with the count 0.
   *
   * @param key of the encryption
   * @param high the upper half of the counter, which tells sequences of one key apart
   */
  Philox(long key, long high) {
    this.key = key;
    this.high = high;
  }

  /** Leaves out what is left of the four numbers of the last count. */
  void nextCount() {
    used = NUMBERS;
  }

  /** Returns the next number, which is to be read without a sign. */
  int next() {
    if (used == NUMBERS) {
      encrypt();
      used = 0;
    }
    return numbers[used++];
  }

  private void encrypt() {
    int c0 = (int) count;
    int c1 = (int) (count >>> 32);
    int c2 = (int) high;
    int c3 = (int) (high >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * (c0 & 0xFFFF_FFFFL);
      long p1 = MULTIPLIER_1 * (c2 & 0xFFFF_FFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    numbers[0] = c0;
    numbers[1] = c1;
    numbers[2] = c2;
    numbers[3] = c3;
    count++;
  }
}
