package org.keras4j.damage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages files as disks, transfers and ill-meaning people do. */
public final class Damage {

  /** How many damaged files a test reads: {@code -Dmutations=1000000} for more than a sample. */
  public static final int MUTATIONS = Integer.getInteger("mutations", 3000);

  private static final byte[][] NUMBERS = {
    {0, 0},
    {-1, -1},
    {0, 0, 0, 0},
    {-1, -1, -1, -1},
    {-1, -1, -1, 127},
    {0, 0, 0, -128},
    {0, 0, 0, 0, 0, 0, 0, 0},
    {-1, -1, -1, -1, -1, -1, -1, -1},
    {-1, -1, -1, -1, -1, -1, -1, 127},
    {80, 75, 5, 6},
    {80, 75, 6, 6},
  };
  private static final String[] TEXTS = {
    "(", ")", ",", "'", "{", "-1", "L", "True", "99999999999", "|O", "<f8", "0", " ", "\n", "null"
  };

  private Damage() {}

  /** Damages some bytes in one to three ways; the same for the same random numbers. */
  public static byte[] damaged(byte[] good, Random random) {
    byte[] b = good.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(b.length + 1);
      int to = Math.min(b.length, at + random.nextInt(20));
      byte[] between =
          switch (random.nextInt(8)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[0];
            case 3 -> Arrays.copyOfRange(b, at / 2, Math.min(b.length, at / 2 + 30));
            case 4 -> Arrays.copyOf(b, Math.min(b.length, random.nextInt(4000)));
            default -> {
              byte[] bits = Arrays.copyOfRange(b, at, to);
              for (int k = 0; k < bits.length; k++) {
                bits[k] ^= (byte) (random.nextInt(4) == 0 ? 1 << random.nextInt(8) : 0);
              }
              yield bits;
            }
          };
      // In place of as many bytes, in front of them, or in place of more or fewer.
      int end = random.nextBoolean() ? Math.min(b.length, at + between.length) : to;
      byte[] joined = Arrays.copyOf(b, at + between.length + b.length - end);
      System.arraycopy(between, 0, joined, at, between.length);
      System.arraycopy(b, end, joined, at + between.length, b.length - end);
      b =
          random.nextInt(20) == 0
              ? Arrays.copyOf(joined, random.nextInt(joined.length + 1))
              : joined;
    }
    return b;
  }
}
