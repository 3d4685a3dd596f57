package org.keras4j.tuner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.internal.PruningOrder;

/**
 * The search algorithm behind a tuner: it hands out trials, takes their results and keeps both on
 * disk. KerasTuner's {@code Oracle}.
 *
 * <p>A new algorithm extends this class and answers {@link #populateSpace}; what it needs to know
 * is in the protected methods. If it has a state of its own, it overrides {@link #saveState} and
 * {@link #loadState}. The page of the package shows one, and the {@link Tuner} that makes it.
 *
 * <p>Without a tuner, a program asks for trials and tells how they went, in any order and from any
 * thread. KerasTuner's {@code create_trial}, {@code update_trial} and {@code end_trial} do the same
 * in smaller steps:
 *
 * <pre id="snippet-ask-and-tell">{@code
 * var hp = new HyperParameters();
 * hp.Float("x", -2, 2);
 * var options =
 *     new OracleOptions().hyperparameters(hp).objective(new Objective("y", MIN)).maxTrials(5);
 * var oracle = new RandomSearchOracle(options);
 * oracle.setProjectFolder(folder);
 * Trial trial = oracle.ask();
 * while (trial.status() == TrialStatus.RUNNING) {
 *   double x = trial.hyperparameters().getDouble("x");
 *   if (Math.abs(x) > 1.9) {
 *     oracle.fail(trial.trialId(), new FailedTrialException("too close to the edge"));
 *   } else {
 *     oracle.complete(trial.trialId(), Map.of("y", x * x));
 *   }
 *   trial = oracle.ask();
 * }
 * Trial best = oracle.getBestTrials(1).get(0);
 * }</pre>
 *
 * <p>{@link #reload} goes on with such a search; without it, the first trial is refused in a folder
 * that has a search, so that a program that is run twice does not mix two. For an oracle that
 * serves a tuner, the tuner does all this; its folder and its output are settings of the tuner.
 *
 * <p>All methods may be called by several threads; {@link #populateSpace} and the other hooks are
 * called with the oracle locked.
 */
public abstract class Oracle {
  private static final String ASKER = "asker";

  private final boolean repeatTrials;
  private final SearchState state;
  private final TrialStarts starts;
  private final TrialEnds ends;
  private final TrialReports reports;
  private final AllTried allTried;
  private final OracleProject project;
  private long asked;

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise and how long; read now, later changes have no effect
   * @throws IllegalArgumentException if the options contradict each other
   */
  protected Oracle(OracleOptions options) {
    this(options, false, Set.of());
  }

  /**
   * Creates an oracle, perhaps with KerasTuner's directions, with notes that make no difference.
   */
  Oracle(OracleOptions options, boolean likeKerasTuner, Set<String> notes) {
    state = SearchState.of(options, likeKerasTuner, notes);
    repeatTrials = options.repeatTrials();
    OracleFile file = new OracleFile(this, state, options.leaveOutDamagedTrials());
    Adoption adoption = new Adoption(this, state, options.allowChanges());
    starts = new TrialStarts(this, state, file);
    reports = new TrialReports(state);
    RunEnds runs = new RunEnds(this, state, file);
    FailureLimit limit = new FailureLimit(options.maxConsecutiveFailedTrials());
    ends = new TrialEnds(state, reports, runs, limit);
    allTried = new AllTried(state);
    project = new OracleProject(this, state, file, adoption);
  }

  // ---- for algorithms ----

  /**
   * Chooses the values of the next trial. Not asked when {@code maxTrials} are reached, nor for a
   * trial that is run again.
   *
   * @param trialId the id the trial will have
   * @return the values to run, where an active hyperparameter without one takes its default; {@link
   *     Suggestion#idle} to be asked again in a moment, because the choice depends on trials that
   *     others are running; {@link Suggestion#stop} to end the search
   */
  protected abstract Suggestion populateSpace(String trialId);

  /**
   * Gives a completed trial its score: here the best value of the objective.
   *
   * @param trial the trial, with its metrics
   * @return the score; NaN makes the trial invalid
   */
  protected double scoreTrial(Trial trial) {
    Double best = trial.metrics().getBestValue(objective().name());
    return best == null ? Double.NaN : best;
  }

  /**
   * Adds the algorithm's own state to what is saved in {@code oracle.json}, before the first trial,
   * when a trial begins and when it ends; here nothing. Asked before a saved search is read, too.
   * Trials, the search space and the seed are saved in any case. A subclass of an oracle that has a
   * state calls the method of that oracle, too.
   *
   * @param state an empty map, to be filled with numbers, texts, booleans, nulls, and lists and
   *     maps of them; names that all oracles use, such as {@code "seed"}, are refused
   */
  protected void saveState(Map<String, @Nullable Object> state) {}

  /**
   * Restores what {@link #saveState} saved, after everything else is restored; here nothing. What
   * it throws is reported as a damaged file.
   *
   * @param state all that is in {@code oracle.json}. A whole number comes back as an {@code
   *     Integer} or a {@code Long}, another one as a {@code Double}
   */
  protected void loadState(Map<String, ? extends @Nullable Object> state) {}

  /**
   * Draws random values that were not tried yet.
   *
   * @return the values of the active hyperparameters; null if the space seems exhausted
   */
  protected final synchronized @Nullable Map<String, Object> randomValues() {
    return state.draws().random(state.space().known());
  }

  /**
   * Looks through the space for values that were not tried yet and draws one of them: what is left
   * when {@link #randomValues} finds nothing any more.
   *
   * @return the values of the active hyperparameters; null if there are none, or if the space has
   *     more than 10,000 combinations and none of so many random ones is new
   */
  protected final synchronized @Nullable Map<String, Object> untriedValues() {
    return state.draws().untried(state.space().known());
  }

  /**
   * Answers for an algorithm that knows no new combination: to repeat one of those that were tried,
   * as {@link OracleOptions#repeatTrials} says, to wait for their scores, or to stop.
   */
  protected final synchronized Suggestion repeatOrStop() {
    return allTried.answer(repeats());
  }

  /**
   * Returns whether the weights of a trial that has ended are still needed, as by a later trial
   * that goes on training with them; {@link TunerSettings#keepBest} does not delete them then. Here
   * never.
   *
   * @param trialId the trial
   */
  protected boolean needsWeights(String trialId) {
    return false;
  }

  /** Tells an algorithm that a run of a trial has ended, before that is saved. */
  void runEnded(Trial trial) {}

  /** Makes a trial of values that the program gave. */
  Suggestion guess(String trialId, Map<String, Object> values) {
    return Suggestion.run(values);
  }

  /** What a trial that is run elsewhere needs to be stopped there; null without a pruner. */
  final synchronized @Nullable PruningOrder pruningOrder(Trial trial) {
    return state.pruning().order(trial, state.ledger().all());
  }

  /** What is shared with the parts of the oracle; to be used with the oracle locked. */
  final SearchState state() {
    return state;
  }

  /**
   * Whether the ids of trials follow a limit that was changed while the search goes on, and random
   * numbers go on from trial to trial.
   */
  boolean countsLikeKerasTuner() {
    return false;
  }

  /** The value of an active hyperparameter that got none; KerasTuner draws it without a seed. */
  Object missingValue(HyperParameter entry) {
    return countsLikeKerasTuner() ? entry.randomSample() : entry.defaultValue();
  }

  /** Whether the trials left may repeat what was tried, each from a seed of its own. */
  boolean repeats() {
    return repeatTrials;
  }

  /** The seeds of what is done before the first trial. */
  final synchronized TrialSeeds seeds() {
    return countsLikeKerasTuner() ? TrialSeeds.GLOBAL : TrialSeeds.ofSearch(seed());
  }

  /** The seeds of a trial's next run, or of the one that goes on. */
  final synchronized TrialSeeds seeds(String trialId) {
    return countsLikeKerasTuner()
        ? TrialSeeds.GLOBAL
        : TrialSeeds.ofTrial(seed(), trialId, state.retries().runs(trialId));
  }

  /**
   * Returns whether a trial has had these values.
   *
   * @param values the values of the active hyperparameters
   */
  protected final synchronized boolean isTried(Map<String, Object> values) {
    return state.tried().contains(values);
  }

  /**
   * Returns all trials so far.
   *
   * @return copies, in the order of their creation
   */
  public final synchronized List<Trial> trials() {
    return TrialLedger.snapshots(state.ledger().all());
  }

  /**
   * Returns the search as data: all trials with every epoch, in the order of their creation. It is
   * saved with the trials.
   */
  public final synchronized SearchRecord record() {
    return new SearchRecord(state.ledger().all().stream().map(Trial::record).toList());
  }

  /** Returns the search as a page for people; see {@link Tuner#report}. */
  public final synchronized SearchReport report() {
    return new SearchReport(project.folder(), objective(), getSpace().space(), record());
  }

  /** Returns the ids of the trials that are being run. */
  protected final synchronized Collection<String> ongoingTrialIds() {
    return state.ledger().ongoingIds();
  }

  /** Returns the seed of the search. */
  public final synchronized long seed() {
    return state.draws().seed();
  }

  /** Returns what is optimised. */
  public final Objective objective() {
    return state.objective();
  }

  // ---- for tuners ----

  /**
   * Hands out the next trial.
   *
   * @param tunerId who asks; the same asker gets the same trial until it is ended
   * @return a trial to run, or an empty one of status {@link TrialStatus#IDLE} or {@link
   *     TrialStatus#STOPPED}
   * @throws IllegalStateException if the project's folder has a search that was not read by {@link
   *     #reload}, or if somebody else searches there
   */
  public final synchronized Trial createTrial(String tunerId) {
    Objects.requireNonNull(tunerId, "tunerId");
    return state.store().files().exclusively(() -> starts.next(tunerId));
  }

  /**
   * Adds values that are tried next, before the algorithm chooses again; as {@link
   * OracleOptions#enqueue}.
   *
   * @param values values of hyperparameters by full name
   * @throws IllegalArgumentException if a value is of a wrong type
   */
  public final synchronized void enqueue(Map<String, ?> values) {
    state.guesses().add(Objects.requireNonNull(values, "values"));
  }

  /**
   * Hands out the next trial to whoever asks, each time another one; {@link #createTrial} gives the
   * same one to the same asker. It is to be ended by {@link #complete} or {@link #fail}.
   *
   * @return a trial to run, or an empty one of status {@link TrialStatus#IDLE}, which says to ask
   *     again in a moment, or {@link TrialStatus#STOPPED}
   * @throws IllegalStateException if the project's folder has a search that was not read by {@link
   *     #reload}, or if somebody else searches there
   */
  public final synchronized Trial ask() {
    return createTrial(ASKER + asked++);
  }

  /**
   * Ends a trial with its metrics: {@link #updateTrial} and {@link #endTrial} in one. To do so
   * twice is the same as once, so that an answer that may have been lost can be given again.
   *
   * @param trialId the trial
   * @param metrics metric values by name; those of the objective must be there. A NaN objective
   *     makes the trial a failed one, which may be tried again
   * @return a copy of the trial as it is recorded
   * @throws IllegalArgumentException if there is no such trial or the objective is missing
   * @throws IllegalStateException if the trial has ended otherwise, or as {@link #endTrial}
   */
  public final synchronized Trial complete(String trialId, Map<String, Double> metrics) {
    Objects.requireNonNull(metrics, "metrics");
    return ends.complete(Objects.requireNonNull(trialId, "trialId"), metrics);
  }

  /** Ends a trial with what its run has added to its hyperparameters. */
  final synchronized Trial complete(Trial worked, Map<String, Double> metrics, int step) {
    return ends.complete(worked, metrics, step);
  }

  /**
   * Ends a trial that has no result. It is tried again as often as {@link
   * OracleOptions#maxRetriesPerTrial} says, unless the reason is a {@link FailedTrialException}. To
   * do so twice is the same as once.
   *
   * @param trialId the trial
   * @param reason why; its stack trace is kept as {@link Trial#message()}
   * @return a copy of the trial as it is recorded
   * @throws IllegalArgumentException if there is no such trial
   * @throws IllegalStateException if the trial is completed, or as {@link #endTrial}
   */
  public final synchronized Trial fail(String trialId, Throwable reason) {
    Objects.requireNonNull(reason, "reason");
    return ends.fail(Objects.requireNonNull(trialId, "trialId"), reason);
  }

  /** Returns how a trial ends that has failed for some reason. */
  static TrialStatus statusAfter(Throwable reason) {
    return reason instanceof FailedTrialException ? TrialStatus.FAILED : TrialStatus.INVALID;
  }

  /**
   * Records metrics of a running trial.
   *
   * @param trialId the trial
   * @param metrics metric values by name; those of the objective must be there
   * @param step the step (epoch, counted from 0) they belong to
   * @throws IllegalArgumentException if there is no such trial or the objective is missing
   * @throws IllegalStateException if it has ended already
   */
  public final synchronized void updateTrial(
      String trialId, Map<String, Double> metrics, int step) {
    reports.update(trialId, metrics, step);
  }

  /**
   * Tells what an epoch of a running trial has logged, and asks whether it is worth going on. A
   * tuner that trains by fit does so itself.
   *
   * @param trialId the trial
   * @param epoch the epoch, counted from 0
   * @param logs what it has logged; without the objective nothing is decided
   * @return whether to stop the training: {@link OracleOptions#pruner} says so. The trial is to be
   *     ended as usual
   * @throws IllegalArgumentException if there is no such trial
   * @throws IllegalStateException if it has ended already
   */
  public final synchronized boolean reportEpoch(
      String trialId, int epoch, Map<String, Double> logs) {
    return reportEpoch(trialId, epoch, logs, true);
  }

  /** The same, where a pruner need not be asked after the last epoch. */
  final synchronized boolean reportEpoch(
      String trialId, int epoch, Map<String, Double> logs, boolean mayStop) {
    return reports.epoch(Objects.requireNonNull(trialId, "trialId"), epoch, logs, mayStop);
  }

  /**
   * Ends the run of a trial: scores it, or queues it for another try, or gives it up. To do so
   * twice is the same as once.
   *
   * @param worked the trial as its worker leaves it, with status {@link TrialStatus#COMPLETED},
   *     {@link TrialStatus#INVALID} (try again if allowed) or {@link TrialStatus#FAILED}
   * @throws IllegalArgumentException if there is no such trial or its status is another one
   * @throws IllegalStateException if the trial is completed and is to fail, or the other way round;
   *     if too many trials in a row have failed, with the cause of the last one; or if somebody
   *     else searches in the project's folder
   */
  public final synchronized void endTrial(Trial worked) {
    ends.end(worked);
  }

  /** Queues a running trial that nobody runs any more, as {@link #reload} would. */
  final synchronized void putBack(String trialId) {
    ends.putBack(trialId);
  }

  /** Returns a copy of the search space as far as it is known. */
  public final synchronized HyperParameters getSpace() {
    return state.space().known().copy();
  }

  /**
   * Takes over hyperparameters that are new.
   *
   * @param seen the space a model declared
   * @throws IllegalStateException if there are new ones and they are not allowed
   */
  public final synchronized void updateSpace(HyperParameters seen) {
    state.space().update(Objects.requireNonNull(seen, "hyperparameters"));
  }

  /**
   * Returns a trial as it is now.
   *
   * @param trialId its id
   * @return a copy
   * @throws IllegalArgumentException if there is none
   */
  public final synchronized Trial getTrial(String trialId) {
    return state.ledger().get(trialId).snapshot();
  }

  /**
   * Returns the best trials. If fewer than asked for are completed, the others follow in the order
   * of their creation.
   *
   * @param count how many at most
   * @return copies of the trials, the best first
   */
  public final synchronized List<Trial> getBestTrials(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "The number of trials must be at least 0; received " + count);
    }
    return TrialLedger.snapshots(state.ledger().best(objective().direction(), count));
  }

  /** Returns how many trials may still be made; null without a limit. */
  public final synchronized @Nullable Integer remainingTrials() {
    return state.remainingTrials();
  }

  // ---- output ----

  /**
   * Switches the printed progress off or on. By default on.
   *
   * @param silent whether nothing is printed
   * @throws IllegalStateException if the oracle serves a tuner, which has this setting
   */
  public final synchronized void setSilent(boolean silent) {
    project.requireNoTuner("setSilent", "use silent of the tuner");
    state.display().setSilent(silent);
  }

  /**
   * Sends the printed progress elsewhere. By default {@link System#out}.
   *
   * @param stream where to print; null for {@link System#out}
   * @throws IllegalStateException if the oracle serves a tuner, which has this setting
   */
  public final synchronized void printTo(@Nullable PrintStream stream) {
    project.requireNoTuner("printTo", "use printTo of the tuner");
    state.display().printTo(stream);
  }

  /** The output, which does not wait for an oracle that is thinking. */
  final TrialDisplay display() {
    return state.display();
  }

  // ---- files ----

  /** The folder, for the tuners that search in it. */
  final OracleProject project() {
    return project;
  }

  /**
   * Says where the search is kept. By default in the folder {@code untitled_project}.
   *
   * @param folder the project's folder; made when needed
   * @throws IllegalStateException if there are trials already in another folder, or if the oracle
   *     serves a tuner
   */
  public final synchronized void setProjectFolder(Path folder) {
    Objects.requireNonNull(folder, "folder");
    project.requireNoTuner("setProjectFolder", "use directory and projectName of the tuner");
    project.moveTo(folder);
  }

  /** Saves everything but the trials, which are saved as they change. */
  final void save() {
    project.save();
  }

  /**
   * Goes on with the search in the project's folder; interrupted trials are run again.
   *
   * @throws IllegalStateException if there is no search, or if its files are damaged or from
   *     another kind of search, and then the oracle is as before; or if it serves a tuner, which
   *     has done this
   */
  public final synchronized void reload() {
    project.requireNoTuner(
        "reload", "which has done it; a new tuner of the same project goes on with it");
    project.reload();
  }
}
