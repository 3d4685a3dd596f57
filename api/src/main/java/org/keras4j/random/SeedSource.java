package org.keras4j.random;

import org.keras4j.core.SeedGenerator;
import org.keras4j.internal.random.GlobalSeeds;

/** Where the seed of a draw outside graphs comes from. */
@FunctionalInterface
interface SeedSource {

  /** Returns the next seed: two 64-bit integers. */
  long[] next();

  static SeedSource fixed(long seed) {
    return () -> new long[] {seed, 0};
  }

  static SeedSource of(SeedGenerator generator) {
    return generator::next;
  }

  static SeedSource global() {
    return GlobalSeeds::next;
  }

  /** Returns a seed as the stateless operations take it. */
  static int[] cast(long... seed) {
    int[] pair = new int[2];
    for (int i = 0; i < 2; i++) {
      pair[i] = (int) Math.floorMod(seed[i], (1L << 31) - 2);
    }
    return pair;
  }
}
