package org.keras4j.tuner;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of an oracle share: the trials so far, the space, what is queued, and where all of
 * it is kept.
 *
 * @param objective what is optimised
 * @param maxTrials how many trials may be made; null without a limit
 */
record SearchState(
    Objective objective,
    @Nullable Integer maxTrials,
    KnownSpace space,
    TrialLedger ledger,
    TriedValues tried,
    Retries retries,
    FirstGuesses guesses,
    WarmStart earlier,
    DrawnValues draws,
    Budget budget,
    Pruning pruning,
    TrialStore store,
    TrialDisplay display) {

  /** Begins with the options of a search; values that differ in notes only are the same. */
  static SearchState of(OracleOptions options, boolean likeKerasTuner, Set<String> notes) {
    Objects.requireNonNull(options, "options").check();
    TriedValues tried = new TriedValues(notes);
    Objective objective =
        likeKerasTuner ? options.objective().likeKerasTuner() : options.objective();
    Long seed = options.seed();
    return new SearchState(
        objective,
        options.maxTrials(),
        new KnownSpace(options),
        new TrialLedger(),
        tried,
        new Retries(options.maxRetriesPerTrial()),
        options.firstGuesses(),
        options.warmStart(),
        new DrawnValues(tried, seed == null ? SearchSeeds.draw() : seed),
        options.budget(),
        new Pruning(options.pruner(), objective),
        new TrialStore(),
        new TrialDisplay());
  }

  /** Returns how many trials may still be made; null without a limit. */
  @Nullable Integer remainingTrials() {
    return maxTrials == null ? null : Math.max(0, maxTrials - ledger.size());
  }

  @Nullable Trial best() {
    List<Trial> best = ledger.best(objective.direction(), 1);
    return best.isEmpty() ? null : best.get(0);
  }
}
