package org.keras4j.internal.random;

import java.util.Arrays;
import java.util.List;
import org.keras4j.internal.GlobalState;
import org.keras4j.internal.Names;

/**
 * Keras's global seed generator, which serves draws that name no seed. It is made by the first of
 * them, with a default seed, and goes when {@code setRandomSeed} or {@code clearSession} is called.
 */
public final class GlobalSeeds implements GlobalState.Saveable {

  private static final long MAX_SEED = 1_000_000_000L;

  private static final GlobalState.Part<GlobalSeeds> CURRENT =
      new GlobalState.Part<>("draws", GlobalSeeds::new, GlobalSeeds::of);

  /** Empty before the first draw. */
  private long[] state = {};

  private GlobalSeeds() {}

  private static GlobalSeeds of(Object saved) {
    GlobalSeeds seeds = new GlobalSeeds();
    seeds.state = ((List<?>) saved).stream().mapToLong(n -> ((Number) n).longValue()).toArray();
    return seeds;
  }

  @Override
  public synchronized Object save() {
    return Arrays.stream(state).boxed().toList();
  }

  /** Starts the default seeds from a number, and the generator anew with them, as one. */
  public static void seed(long seed) {
    CURRENT.get().restart(seed);
  }

  private synchronized void restart(long seed) {
    GlobalRandom.seed(seed);
    forget();
  }

  /** Forgets the generator; the next draw makes another one. */
  public static void reset() {
    CURRENT.get().forget();
  }

  private synchronized void forget() {
    state = new long[0];
  }

  /** Returns the seed of the next draw: two 64-bit integers. */
  public static long[] next() {
    return CURRENT.get().draw();
  }

  private synchronized long[] draw() {
    if (state.length == 0) {
      // It takes an automatic name, which nobody sees but by the number of the next one.
      Names.unique("seed_generator");
      state = new long[] {GlobalRandom.randint(1, MAX_SEED), 0};
    }
    long[] seed = state;
    state = following(seed);
    return seed;
  }

  /** Returns the state behind another one, where the draws of a generator have no order. */
  public static long[] following(long[] state) {
    return Arrays.stream(state).map(s -> Math.floorMod((s + 1) * 5387, 933199L)).toArray();
  }
}
