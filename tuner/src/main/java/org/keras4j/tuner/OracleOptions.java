package org.keras4j.tuner;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all {@link Oracle}s need to know: the objective, how many trials to make, what may be tuned,
 * and what to do about failures. The tuners offer the same settings themselves.
 */
public final class OracleOptions {
  private Objective objective = Objective.unspecified();
  private @Nullable Integer maxTrials;
  private @Nullable HyperParameters hyperparameters;
  private boolean allowNewEntries = true;
  private boolean tuneNewEntries = true;
  private @Nullable Long seed;
  private int maxRetriesPerTrial;
  private int maxConsecutiveFailedTrials = 3;
  private boolean repeatTrials = true;
  private final List<Map<String, Object>> enqueued = new ArrayList<>();
  private @Nullable Duration maxTime;
  private @Nullable Long maxTotalEpochs;
  private boolean allowChanges;
  private @Nullable Pruner pruner;
  private @Nullable SearchRecord earlier;
  private boolean leaveOutDamagedTrials;

  /** Creates options with the defaults named at each method. */
  public OracleOptions() {}

  /**
   * Sets the objective by a metric's name. By default the single number that a fit returns,
   * minimised.
   *
   * @param metric a metric of an epoch's logs; its direction is inferred as by {@link Objective#of}
   * @throws IllegalArgumentException if the direction cannot be inferred
   */
  public OracleOptions objective(String metric) {
    return objective(Objective.of(metric));
  }

  /**
   * Sets the objective.
   *
   * @param newObjective a metric with its direction
   */
  public OracleOptions objective(Objective newObjective) {
    objective = Objects.requireNonNull(newObjective, "objective");
    return this;
  }

  /**
   * Sets several objectives: the sum of those to minimise minus the sum of those to maximise is
   * minimised.
   *
   * @param metrics metrics of an epoch's logs, at least one
   */
  public OracleOptions objectives(String... metrics) {
    Objects.requireNonNull(metrics, "metrics");
    return objective(Objective.multi(Arrays.stream(metrics).map(Objective::of).toList()));
  }

  /**
   * Sets several objectives.
   *
   * @param objectives metrics with their directions, at least one
   */
  public OracleOptions objectives(List<Objective> objectives) {
    return objective(Objective.multi(objectives));
  }

  /**
   * Limits the number of trials. By default as the oracle says.
   *
   * @param count at least 1; null for no limit
   * @throws IllegalArgumentException if the count is below 1
   */
  public OracleOptions maxTrials(@Nullable Integer count) {
    if (count != null && count < 1) {
      throw new IllegalArgumentException("maxTrials must be at least 1; received " + count);
    }
    maxTrials = count;
    return this;
  }

  /**
   * Gives hyperparameters beforehand; they override declarations of the same name. By default none.
   *
   * @param given the space to start from
   */
  public OracleOptions hyperparameters(HyperParameters given) {
    hyperparameters = Objects.requireNonNull(given, "hyperparameters");
    return this;
  }

  /**
   * Sets whether the model may declare hyperparameters beyond those given. By default true.
   *
   * @param allow if false, an unknown one is an error
   */
  public OracleOptions allowNewEntries(boolean allow) {
    allowNewEntries = allow;
    return this;
  }

  /**
   * Sets whether hyperparameters beyond those given are tuned. By default true.
   *
   * @param tune if false, they keep their defaults
   */
  public OracleOptions tuneNewEntries(boolean tune) {
    tuneNewEntries = tune;
    return this;
  }

  /**
   * Sets the seed of the search. By default a number from 1 to 10000 from Keras's global generator.
   *
   * @param newSeed the seed; 0 is taken as no seed, as in KerasTuner
   */
  public OracleOptions seed(long newSeed) {
    seed = newSeed == 0 ? null : newSeed;
    return this;
  }

  /**
   * Sets how often a trial that crashed or gave no valid score is tried again. By default 0.
   *
   * @param count at least 0
   */
  public OracleOptions maxRetriesPerTrial(int count) {
    maxRetriesPerTrial = atLeast("maxRetriesPerTrial", count, 0);
    return this;
  }

  /**
   * Sets how many failed trials in a row end the search with an exception. By default 3.
   *
   * @param count at least 1
   */
  public OracleOptions maxConsecutiveFailedTrials(int count) {
    maxConsecutiveFailedTrials = atLeast("maxConsecutiveFailedTrials", count, 1);
    return this;
  }

  /**
   * Sets what follows when every combination was tried and there are trials left. By default true.
   *
   * @param repeat true to try combinations again, as many as there are trials left: the ones with
   *     the best mean score first, all once more before one comes a third time, none that failed;
   *     false to end the search
   */
  public OracleOptions repeatTrials(boolean repeat) {
    repeatTrials = repeat;
    return this;
  }

  /**
   * Limits the time of a search: after it no trial begins; the one that is running ends as usual.
   * It counts from the first trial that this program asks for, so a search that is resumed has all
   * of it again. By default no limit.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if it is not
   */
  public OracleOptions maxTime(Duration limit) {
    Objects.requireNonNull(limit, "limit");
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("maxTime must be more than zero; received " + limit);
    }
    maxTime = limit;
    return this;
  }

  /**
   * Limits the epochs of all trainings of all trials together, those before a search was resumed
   * included: when they are used up no trial begins; the one that is running ends as usual. Runs
   * that failed count; epochs that an interruption has lost do not. By default no limit.
   *
   * @param count at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public OracleOptions maxTotalEpochs(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("maxTotalEpochs must be at least 1; received " + count);
    }
    maxTotalEpochs = count;
    return this;
  }

  /**
   * Adds values that are tried before the algorithm chooses, in the order of the calls; active
   * hyperparameters that are not named have their defaults. They are among the trials that {@link
   * #maxTrials} counts; those that were tried already are passed over. By default none.
   *
   * @param values values of hyperparameters by full name
   * @throws IllegalArgumentException if a value is of a wrong type. Names that are not declared and
   *     values outside of the ranges end the search, when their turn comes
   */
  public OracleOptions enqueue(Map<String, ?> values) {
    enqueued.add(FirstGuesses.checked(Objects.requireNonNull(values, "values")));
    return this;
  }

  /**
   * Stops trainings that look hopeless. By default none is stopped.
   *
   * @param newPruner decides after each epoch, such as a {@link MedianPruner}
   */
  public OracleOptions pruner(Pruner newPruner) {
    pruner = Objects.requireNonNull(newPruner, "pruner");
    return this;
  }

  /**
   * Begins with what an earlier search has found out, perhaps on other data. By default with
   * nothing.
   *
   * @param search its record, as {@link TunerSettings#warmStart} says
   */
  public OracleOptions warmStart(SearchRecord search) {
    earlier = Objects.requireNonNull(search, "search");
    return this;
  }

  /**
   * Sets what becomes of a search that is resumed by a program with another objective or other
   * ranges. By default false.
   *
   * @param allow true to go on with the trials that still fit, as {@link
   *     TunerSettings#allowChanges} says; false to refuse the search and say what has changed
   */
  public OracleOptions allowChanges(boolean allow) {
    allowChanges = allow;
    return this;
  }

  /**
   * Sets what becomes of trials whose file is damaged or missing when a search is resumed. By
   * default false.
   *
   * @param leaveOut true to go on without them, with a warning, and to move their folders into
   *     {@code left_out} of the project; false to refuse the search and name the file
   */
  public OracleOptions leaveOutDamagedTrials(boolean leaveOut) {
    leaveOutDamagedTrials = leaveOut;
    return this;
  }

  static int atLeast(String name, int value, int bound) {
    if (value < bound) {
      throw new IllegalArgumentException(
          name + " must be at least " + bound + "; received " + value);
    }
    return value;
  }

  /** Checks what can only be checked together. */
  void check() {
    if (hyperparameters == null && !(tuneNewEntries && allowNewEntries)) {
      throw new IllegalArgumentException(
          (tuneNewEntries ? "allowNewEntries(false)" : "tuneNewEntries(false)")
              + " leaves nothing to tune: give the search space with hyperparameters(…)");
    }
  }

  Objective objective() {
    return objective;
  }

  @Nullable Integer maxTrials() {
    return maxTrials;
  }

  /** A copy of the hyperparameters that were given; an empty one if there are none. */
  HyperParameters givenSpace() {
    return hyperparameters == null ? new HyperParameters() : hyperparameters.copy();
  }

  boolean allowNewEntries() {
    return allowNewEntries;
  }

  boolean tuneNewEntries() {
    return tuneNewEntries;
  }

  @Nullable Long seed() {
    return seed;
  }

  int maxRetriesPerTrial() {
    return maxRetriesPerTrial;
  }

  int maxConsecutiveFailedTrials() {
    return maxConsecutiveFailedTrials;
  }

  boolean repeatTrials() {
    return repeatTrials;
  }

  Budget budget() {
    return new Budget(maxTime, maxTotalEpochs, InstantSource.system());
  }

  FirstGuesses firstGuesses() {
    return new FirstGuesses(enqueued);
  }

  WarmStart warmStart() {
    return new WarmStart(earlier, objective);
  }

  @Nullable Pruner pruner() {
    return pruner;
  }

  boolean allowChanges() {
    return allowChanges;
  }

  boolean leaveOutDamagedTrials() {
    return leaveOutDamagedTrials;
  }
}
