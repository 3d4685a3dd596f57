package org.keras4j.datasets;

/**
 * Random numbers that are the same on every machine and in every Java version: SplitMix64 by
 * Steele, Lea and Flood, and arithmetic that Java defines to the last bit.
 */
final class Draws {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** Independent numbers for each pair of a seed and a position. */
  Draws(long seed, long position) {
    state = mix(mix(seed) + GAMMA * (2 * position + 1));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number from 0, inclusive, to 1, exclusive. */
  double unit() {
    state += GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  int below(int bound) {
    return (int) (unit() * bound);
  }

  /**
   * Bell-shaped with mean 0 and standard deviation 1, never beyond ±3.5: a sum of four uniforms.
   */
  double bell() {
    return (unit() + unit() + unit() + unit() - 2) * 1.7320508075688772;
  }
}
