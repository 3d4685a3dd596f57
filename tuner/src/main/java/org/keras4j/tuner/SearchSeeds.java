package org.keras4j.tuner;

import org.keras4j.internal.random.GlobalRandom;

/** Where the seed of a search comes from when none is given: the generator of default seeds. */
final class SearchSeeds {
  private SearchSeeds() {}

  static long draw() {
    return GlobalRandom.randint(1, 10_000);
  }
}
