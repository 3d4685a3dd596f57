package org.keras4j.tuner;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.RandomScope;

/**
 * Where the random numbers of one run of a trial come from. They depend on nothing but the seed of
 * the search, the trial's number, how often it has failed before, and which of its trainings this
 * is; so a score depends neither on other trials nor on threads, order and interruptions.
 *
 * <p>The seed of training e of trial t after r failed runs in a search with seed s is the first 32
 * bits of SHA-256 over the text {@code s:t:r:e}, without a sign, which {@code Keras.setRandomSeed}
 * here and {@code keras.utils.set_random_seed} in Python take. What a trial does outside of its
 * trainings has the seed of {@code s:t:r}, the models built to find the hyperparameters that of
 * {@code s}.
 */
final class TrialSeeds {
  /** Keras's global generators go on from trial to trial, as in KerasTuner. */
  static final TrialSeeds GLOBAL = new TrialSeeds(null);

  private final @Nullable String text;

  private TrialSeeds(@Nullable String text) {
    this.text = text;
  }

  /** The seeds of a search outside of its trials. */
  static TrialSeeds ofSearch(long seed) {
    return new TrialSeeds(Long.toString(seed));
  }

  /**
   * @param failed how many runs of the trial have failed; those that were interrupted do not count
   */
  static TrialSeeds ofTrial(long seed, String trialId, int failed) {
    // The width of ids depends on the limit of trials, which must not change a score.
    String number = trialId.replaceFirst("^0+(?=.)", "");
    return new TrialSeeds(seed + ":" + number + ":" + failed);
  }

  /** The seeds whose {@link #text} this is. */
  static TrialSeeds of(@Nullable String text) {
    return text == null ? GLOBAL : new TrialSeeds(text);
  }

  /** Refuses workers whose trials would draw from the same generators. */
  void requireOwn(int workers) {
    if (text == null) {
      throw new IllegalStateException(
          "likeKerasTuner() lets the random numbers of one trial go on in the next, so it needs"
              + " workers(1); received workers("
              + workers
              + ")");
    }
  }

  /** What the seeds are made from; null for Keras's global generators. */
  @Nullable String text() {
    return text;
  }

  /** Does something with its own random numbers, always the same ones. */
  <T> T run(Supplier<T> work) {
    return text == null
        ? InheritedPolicy.run(work)
        : InheritedPolicy.run(RandomScope.of(seed(text)), work);
  }

  /** Does the training of this number, counted from 0. */
  <T> T run(int execution, Supplier<T> work) {
    return text == null
        ? InheritedPolicy.run(work)
        : InheritedPolicy.run(RandomScope.of(seed(text + ":" + execution)), work);
  }

  static long seed(String text) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(Sha256.of(text)).getInt());
  }
}
