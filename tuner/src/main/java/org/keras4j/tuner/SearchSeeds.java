package org.keras4j.tuner;

import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.internal.random.GlobalSeeds;

/** Where the seed of a search comes from when none is given: the generator of default seeds. */
final class SearchSeeds {
  private SearchSeeds() {}

  static long draw() {
    return GlobalRandom.randint(1, 10_000);
  }

  /**
   * Starts Keras's generator anew for a trial that repeats another one. A draw alone would not do:
   * in a search that is resumed by the same program the draws begin again, so the number of the
   * trial comes in, too.
   */
  static void renew(int number) {
    GlobalSeeds.seed(GlobalRandom.randint(1, 1_000_000_000) * 1_000_003 + number);
  }
}
