package org.keras4j.internal.random;

import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.internal.GlobalState;

/**
 * Work whose random numbers depend on its seed only: not on what the program has drawn before, nor
 * on what other threads draw meanwhile. Inside of it all that {@code Keras.setRandomSeed} and
 * {@code Keras.clearSession} are about is its own: default seeds, draws without a seed, the order
 * of samples, the numbering of names, the policy of new layers. Both methods called inside change
 * nothing outside.
 *
 * <pre>
 * RandomScope trial = RandomScope.of(seed);
 * trial.run(() -&gt; build().fit(x, y));
 * </pre>
 *
 * <p>A scope may be entered many times, and goes on each time where it was left; by several threads
 * at once, too, which share it as the threads of a program share its generators.
 */
public final class RandomScope {

  private final GlobalState state = new GlobalState();

  private RandomScope() {}

  /**
   * Makes a scope as a program is after {@code Keras.setRandomSeed(seed)}: names are numbered from
   * the start, layers compute in float32.
   */
  public static RandomScope of(long seed) {
    RandomScope scope = new RandomScope();
    scope.run(() -> GlobalSeeds.seed(seed));
    return scope;
  }

  /** Works in the scope; outside of it, or in the scope around it, nothing changes. */
  public <T> T run(Supplier<T> work) {
    return state.run(work);
  }

  /** Works in the scope; outside of it, or in the scope around it, nothing changes. */
  public void run(Runnable work) {
    state.<Boolean>run(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Returns where the scope is: a map of numbers, texts, and lists and maps of them, about 3,500
   * characters as JSON. What was built in the scope and has not yet drawn its seed counts as if it
   * had; nothing changes by that.
   */
  public Map<String, Object> save() {
    return state.save();
  }

  /**
   * Goes on from where a scope was. What was built in this one before draws its seeds as if nothing
   * had happened.
   *
   * @param saved what {@link #save} returned, or the same read from JSON
   */
  public void restore(Map<String, ?> saved) {
    state.restore(saved);
  }
}
