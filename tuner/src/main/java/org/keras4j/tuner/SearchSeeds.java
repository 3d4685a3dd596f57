package org.keras4j.tuner;

import java.util.concurrent.ThreadLocalRandom;

/** Where the seed of a search comes from when none is given. */
final class SearchSeeds {
  private SearchSeeds() {}

  static long draw() {
    return ThreadLocalRandom.current().nextInt(1, 10001);
  }
}
