package org.keras4j.tuner;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.PythonRandom;

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
 * <p>{@link #reload} goes on with such a search. For an oracle that serves a tuner, the tuner does
 * all this; its folder and its output are settings of the tuner.
 *
 * <p>All methods may be called by several threads; {@link #populateSpace} and the other hooks are
 * called with the oracle locked.
 */
public abstract class Oracle {
  // KerasTuner takes a space for exhausted after so many collisions.
  private static final int MAX_COLLISIONS = 20;

  // So many combinations are looked through when chance finds no new one.
  private static final int CANDIDATES = 10_000;

  private static final String ASKER = "asker";

  private static final Set<TrialStatus> ENDS =
      EnumSet.of(TrialStatus.COMPLETED, TrialStatus.INVALID, TrialStatus.FAILED);

  private final Objective objective;
  private final @Nullable Integer maxTrials;
  private final boolean allowNewEntries;
  private final boolean tuneNewEntries;
  private final boolean repeatTrials;
  private final boolean leaveOutDamagedTrials;
  private final boolean allowChanges;
  private final HyperParameters given;
  private final FailureLimit failureLimit;
  private final TrialDisplay display = new TrialDisplay();
  private final Retries retries;
  private final TriedValues tried;
  private final TrialLedger ledger = new TrialLedger();
  private final Budget budget;
  private final Pruning pruning;
  private final WarmStart earlier;
  private final FirstGuesses guesses;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private HyperParameters hyperparameters;
  private long seed;
  private long seedState;
  private int tuners;
  private long asked;
  private @Nullable Boolean repeating;
  private ProjectFiles files = new ProjectFiles(Path.of("untitled_project"));

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise and how long; read now, later changes have no effect
   * @throws IllegalArgumentException if the options contradict each other
   */
  protected Oracle(OracleOptions options) {
    this(options, false);
  }

  /** Creates an oracle, perhaps one with KerasTuner's directions of objectives. */
  Oracle(OracleOptions options, boolean likeKerasTuner) {
    this(options, likeKerasTuner, Set.of());
  }

  /** Creates an oracle that writes notes among the values, which make no combination another. */
  Oracle(OracleOptions options, boolean likeKerasTuner, Set<String> notes) {
    tried = new TriedValues(notes);
    Objects.requireNonNull(options, "options").check();
    objective = likeKerasTuner ? options.objective().likeKerasTuner() : options.objective();
    maxTrials = options.maxTrials();
    allowNewEntries = options.allowNewEntries();
    tuneNewEntries = options.tuneNewEntries();
    repeatTrials = options.repeatTrials();
    leaveOutDamagedTrials = options.leaveOutDamagedTrials();
    retries = new Retries(options.maxRetriesPerTrial());
    failureLimit = new FailureLimit(options.maxConsecutiveFailedTrials());
    allowChanges = options.allowChanges();
    budget = options.budget();
    earlier = options.warmStart();
    pruning = new Pruning(options.pruner(), objective);
    guesses = options.firstGuesses();
    given = options.givenSpace();
    hyperparameters = given.copy();
    Long givenSeed = options.seed();
    seed = givenSeed == null ? SearchSeeds.draw() : givenSeed;
    seedState = seed;
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
    Double best = trial.metrics().getBestValue(objective.name());
    return best == null ? Double.NaN : best;
  }

  /**
   * Adds the algorithm's own state to what is saved in {@code oracle.json}, when a trial begins and
   * when it ends; here nothing. Trials, the search space and the seed are saved in any case.
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
    for (int collisions = 0; collisions <= MAX_COLLISIONS; collisions++) {
      HyperParameters drawn = new HyperParameters();
      for (HyperParameter entry : hyperparameters.space()) {
        drawn.merge(List.of(entry), true);
        if (drawn.isActive(entry)) {
          drawn.set(entry.name(), entry.randomSample(seedState));
          seedState++;
        }
      }
      if (!tried.contains(drawn.values())) {
        return new LinkedHashMap<>(drawn.values());
      }
    }
    return null;
  }

  /**
   * Looks through the space for values that were not tried yet and draws one of them: what is left
   * when {@link #randomValues} finds nothing any more.
   *
   * @return the values of the active hyperparameters; null if there are none, or if the space has
   *     more than 10,000 combinations and none of so many random ones is new
   */
  protected final synchronized @Nullable Map<String, Object> untriedValues() {
    SpaceVectors vectors = new SpaceVectors(hyperparameters.space());
    Map<String, Map<String, Object>> untried = new LinkedHashMap<>();
    vectors.visit(
        CANDIDATES,
        seedState,
        point -> {
          Map<String, Object> values = vectors.toValues(point);
          if (!tried.contains(values)) {
            untried.putIfAbsent(TriedValues.hash(values), values);
          }
        });
    if (untried.isEmpty()) {
      return null;
    }
    int drawn = (int) (new PythonRandom(seedState).random() * untried.size());
    seedState++;
    return List.copyOf(untried.values()).get(drawn);
  }

  /**
   * Answers for an algorithm that knows no new combination: to repeat one of those that were tried,
   * as {@link OracleOptions#repeatTrials} says, to wait for their scores, or to stop.
   */
  protected final synchronized Suggestion repeatOrStop() {
    Repetitions repetitions = new Repetitions(ledger.all());
    Integer left = remainingTrials();
    Map<String, Object> again =
        repeats() && left != null ? repetitions.next(objective.direction()) : null;
    if (again == null && repeats() && left != null && !ledger.ongoingIds().isEmpty()) {
      return Suggestion.idle();
    }
    // Once for all workers.
    if (!Boolean.valueOf(again != null).equals(repeating)) {
      repeating = again != null;
      display.line("\n" + repetitions.announcement(left, again != null));
    }
    return again == null ? Suggestion.stop() : Suggestion.run(again);
  }

  /** What an earlier search knows about the space as it is now. */
  final synchronized List<WarmStart.Known> earlierTrials() {
    return earlier.fitting(hyperparameters);
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

  /** The space itself, which {@link #getSpace} copies. */
  final synchronized List<HyperParameter> recordedSpace() {
    return hyperparameters.space();
  }

  /** The trials themselves, which {@link #trials} copies. */
  final synchronized List<Trial> recorded() {
    return ledger.all();
  }

  /**
   * Whether the ids of trials follow a limit that was changed while the search goes on, and random
   * numbers go on from trial to trial.
   */
  boolean countsLikeKerasTuner() {
    return false;
  }

  /** Whether the trials left may repeat what was tried, each from a seed of its own. */
  boolean repeats() {
    return repeatTrials;
  }

  /** Refuses workers whose trials would draw from the same generators. */
  final void requireOwnSeeds(int workers) {
    if (countsLikeKerasTuner()) {
      throw new IllegalStateException(
          "likeKerasTuner() lets the random numbers of one trial go on in the next, so it needs"
              + " workers(1); received workers("
              + workers
              + ")");
    }
  }

  /** The seeds of what is done before the first trial. */
  final synchronized TrialSeeds seeds() {
    return countsLikeKerasTuner() ? TrialSeeds.GLOBAL : TrialSeeds.ofSearch(seed);
  }

  /** The seeds of a trial's next run, or of the one that goes on. */
  final synchronized TrialSeeds seeds(String trialId) {
    return countsLikeKerasTuner()
        ? TrialSeeds.GLOBAL
        : TrialSeeds.ofTrial(seed, trialId, retries.runs(trialId));
  }

  /**
   * Returns whether a trial has had these values.
   *
   * @param values the values of the active hyperparameters
   */
  protected final synchronized boolean isTried(Map<String, Object> values) {
    return tried.contains(values);
  }

  /**
   * Returns all trials so far.
   *
   * @return copies, in the order of their creation
   */
  public final synchronized List<Trial> trials() {
    return snapshots(ledger.all());
  }

  /**
   * Returns the search as data: all trials with every epoch, in the order of their creation. It is
   * saved with the trials.
   */
  public final synchronized SearchRecord record() {
    return new SearchRecord(ledger.all().stream().map(Trial::record).toList());
  }

  /** Returns the search as a page for people; see {@link Tuner#report}. */
  public final synchronized SearchReport report() {
    return new SearchReport(files.folder(), objective, getSpace().space(), record());
  }

  private static List<Trial> snapshots(List<Trial> trials) {
    return trials.stream().map(Trial::snapshot).toList();
  }

  /** Returns the ids of the trials that are being run. */
  protected final synchronized Collection<String> ongoingTrialIds() {
    return ledger.ongoingIds();
  }

  /** Returns the seed of the search. */
  public final synchronized long seed() {
    return seed;
  }

  /** Returns what is optimised. */
  public final Objective objective() {
    return objective;
  }

  // ---- for tuners ----

  /**
   * Hands out the next trial.
   *
   * @param tunerId who asks; the same asker gets the same trial until it is ended
   * @return a trial to run, or an empty one of status {@link TrialStatus#IDLE} or {@link
   *     TrialStatus#STOPPED}
   */
  public final synchronized Trial createTrial(String tunerId) {
    Objects.requireNonNull(tunerId, "tunerId");
    return files.exclusively(() -> nextTrial(tunerId));
  }

  private Trial nextTrial(String tunerId) {
    Trial current = ledger.ongoingOf(tunerId);
    if (current != null) {
      return current.forWorker();
    }
    budget.start();
    String usedUp = budget.usedUp(ledger.all());
    if (usedUp != null) {
      display.line("\n" + usedUp);
      return new Trial(nextTrialId(), hyperparameters.copy(), TrialStatus.STOPPED);
    }
    String retried = retries.poll();
    if (retried != null) {
      Trial trial = ledger.get(retried);
      trial.restart();
      return begin(tunerId, trial);
    }
    String trialId = nextTrialId();
    Suggestion suggestion = suggestion(trialId);
    HyperParameters values = hyperparameters.copy();
    values.replaceValues(suggestion.values());
    Trial trial = new Trial(trialId, values, suggestion.status());
    if (suggestion.status() != TrialStatus.RUNNING) {
      return trial;
    }
    values.ensureActiveValues();
    tried.record(trialId, values.values());
    ledger.add(trial);
    return begin(tunerId, trial);
  }

  private Suggestion suggestion(String trialId) {
    if (maxTrials != null && ledger.size() >= maxTrials) {
      return Suggestion.stop();
    }
    Map<String, Object> guess = guesses.poll(hyperparameters, tried);
    if (guess == null && ledger.size() == 0) {
      guess = earlier.first(hyperparameters);
    }
    return guess != null
        ? guess(trialId, guess)
        : Objects.requireNonNull(
            populateSpace(trialId), "populateSpace must return a suggestion, not null");
  }

  /**
   * Adds values that are tried next, before the algorithm chooses again; as {@link
   * OracleOptions#enqueue}.
   *
   * @param values values of hyperparameters by full name
   * @throws IllegalArgumentException if a value is of a wrong type
   */
  public final synchronized void enqueue(Map<String, ?> values) {
    guesses.add(Objects.requireNonNull(values, "values"));
  }

  private String nextTrialId() {
    int width = idWidth();
    int number = ledger.size();
    String id = padded(number, width);
    // A trial may be gone, and others in the folder that this oracle has not read.
    while (ledger.has(id) || tried.knows(id) || files.hasTrial(id)) {
      id = padded(++number, width);
    }
    return id;
  }

  private int idWidth() {
    List<Trial> earlier = ledger.all();
    String first = earlier.isEmpty() ? "" : earlier.get(0).trialId();
    // The limit may have been raised since, but the ids of one search are to look alike.
    if (!countsLikeKerasTuner() && first.matches("[0-9]{1,9}")) {
      return first.length();
    }
    // KerasTuner pads to the length of str(max_trials), for no limit that of "None".
    return maxTrials == null ? 4 : maxTrials.toString().length();
  }

  // Not by a format: in some languages that gives other digits.
  private static String padded(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private Trial begin(String tunerId, Trial trial) {
    ledger.begin(tunerId, trial);
    trial.history().begin();
    saveTrial(trial);
    display.trialBegins(trial, ledger.size(), bestOrNull());
    save();
    return trial.forWorker();
  }

  /**
   * Hands out the next trial to whoever asks, each time another one; {@link #createTrial} gives the
   * same one to the same asker. It is to be ended by {@link #complete} or {@link #fail}.
   *
   * @return a trial to run, or an empty one of status {@link TrialStatus#IDLE}, which says to ask
   *     again in a moment, or {@link TrialStatus#STOPPED}
   * @throws IllegalStateException if somebody else searches in the project's folder
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
    Trial trial = ledger.get(Objects.requireNonNull(trialId, "trialId"));
    int step = trial.metrics().nextStep();
    if (trial.status() == TrialStatus.COMPLETED && trial.metrics().endsWith(metrics)) {
      return trial.snapshot();
    }
    requireRunning(trial, "complete");
    return complete(trial.forWorker(), metrics, step);
  }

  /** Ends a trial with what its run has added to its hyperparameters. */
  final synchronized Trial complete(Trial worked, Map<String, Double> metrics, int step) {
    updateTrial(worked.trialId(), metrics, step);
    worked.setStatus(TrialStatus.COMPLETED);
    endTrial(worked);
    return getTrial(worked.trialId());
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
    Trial trial = ledger.get(Objects.requireNonNull(trialId, "trialId"));
    if (trial.status() == TrialStatus.FAILED || trial.status() == TrialStatus.INVALID) {
      return trial.snapshot();
    }
    requireRunning(trial, "fail");
    Trial worked = trial.forWorker();
    worked.fail(statusAfter(reason), reason);
    endTrial(worked);
    return getTrial(trialId);
  }

  /** Returns how a trial ends that has failed for some reason. */
  static TrialStatus statusAfter(Throwable reason) {
    return reason instanceof FailedTrialException ? TrialStatus.FAILED : TrialStatus.INVALID;
  }

  private static void requireRunning(Trial trial, String method) {
    if (trial.status() != TrialStatus.RUNNING) {
      throw new IllegalStateException(
          method
              + ": trial "
              + trial.trialId()
              + " has ended already as "
              + trial.status()
              + (trial.score() == null ? "" : ", with the score " + trial.score())
              + ". A trial is ended once; ask for another one");
    }
  }

  /**
   * Records metrics of a running trial.
   *
   * @param trialId the trial
   * @param metrics metric values by name; those of the objective must be there
   * @param step the step (epoch, counted from 0) they belong to
   * @throws IllegalArgumentException if there is no such trial or the objective is missing
   */
  public final synchronized void updateTrial(
      String trialId, Map<String, Double> metrics, int step) {
    Trial trial = ledger.get(trialId);
    Map<String, Double> all = new LinkedHashMap<>(Objects.requireNonNull(metrics, "metrics"));
    all.forEach(
        (name, value) -> {
          Objects.requireNonNull(name, "a metric's name");
          Objects.requireNonNull(value, () -> "the metric '" + name + "'");
        });
    if (!all.containsKey(objective.name())) {
      all.put(objective.name(), objective.getValue(metrics));
    }
    MetricsTracker before = trial.metrics().copy();
    all.forEach(
        (name, value) -> {
          if (!trial.metrics().exists(name)) {
            trial.metrics().register(name, objective.directionOf(name));
          }
          trial.metrics().update(name, value, step);
        });
    try {
      files.exclusively(() -> saveTrial(trial));
    } catch (SavingException e) {
      // The run is repeated, and reports the same again.
      trial.metrics().restore(before);
      throw e;
    }
  }

  /** Saves a trial; what could not be saved is tried again with the next {@link #save}. */
  private void saveTrial(Trial trial) {
    unsaved.add(trial.trialId());
    files.saveTrial(trial);
    unsaved.remove(trial.trialId());
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
    Trial trial = ledger.get(Objects.requireNonNull(trialId, "trialId"));
    requireRunning(trial, "reportEpoch");
    trial.history().add(epoch, Objects.requireNonNull(logs, "logs"));
    boolean stops = mayStop && pruning.stops(trial, ledger.all());
    if (stops) {
      trial.history().prune();
    }
    return stops;
  }

  /**
   * Ends the run of a trial: scores it, or queues it for another try, or gives it up.
   *
   * @param worked the trial as its worker leaves it, with status {@link TrialStatus#COMPLETED},
   *     {@link TrialStatus#INVALID} (try again if allowed) or {@link TrialStatus#FAILED}
   * @throws IllegalArgumentException if there is no such trial or its status is another one
   * @throws IllegalStateException if too many trials in a row have failed; the cause is that of the
   *     last one. Also if somebody else searches in the project's folder
   */
  public final synchronized void endTrial(Trial worked) {
    Trial trial = ledger.get(Objects.requireNonNull(worked, "trial").trialId());
    if (!ENDS.contains(worked.status())) {
      throw new IllegalArgumentException(
          "endTrial: trial "
              + worked.trialId()
              + " has the status "
              + worked.status()
              + ", expected one of "
              + ENDS
              + ". Say how the run went with trial.setStatus");
    }
    files.exclusively(() -> end(trial, worked));
    failureLimit.check(ledger.ended());
  }

  private void end(Trial trial, Trial worked) {
    trial.takeOver(worked);
    updateSpace(trial.hyperparameters());
    if (trial.status() == TrialStatus.COMPLETED) {
      double score = scoreTrial(trial.snapshot());
      trial.setScore(score, bestStep(trial));
      if (Double.isNaN(score)) {
        trial.fail(
            TrialStatus.INVALID,
            new ArithmeticException("The objective \"" + objective.name() + "\" is NaN."));
      }
    }
    trial.hyperparameters().ensureActiveValues();
    tried.record(trial.trialId(), trial.hyperparameters().values());
    retries.ran(trial.trialId());
    // A run that was cut off by a restart may be told of after it.
    retries.remove(trial.trialId());
    ledger.end(trial, !retry(trial));
    trial.history().end();
    runEnded(trial);
    saveTrial(trial);
    save();
    display.trialEnds(trial, objective, bestOrNull());
    display.print(budget.display(ledger.all()));
  }

  /** Queues a running trial that nobody runs any more, as {@link #reload} would. */
  final synchronized void putBack(String trialId) {
    if (ledger.ongoingIds().contains(trialId)) {
      ledger.end(ledger.get(trialId), false);
      retries.add(trialId);
    }
  }

  private @Nullable Integer bestStep(Trial trial) {
    return trial.metrics().exists(objective.name())
        ? trial.metrics().getBestStep(objective.name())
        : null;
  }

  private boolean retry(Trial trial) {
    if (trial.status() != TrialStatus.INVALID) {
      return false;
    }
    String id = trial.trialId();
    if (retries.left(id) <= 0) {
      trial.setStatus(TrialStatus.FAILED);
      return false;
    }
    display.line(
        "Trial "
            + id
            + " failed "
            + retries.runs(id)
            + " times. "
            + retries.left(id)
            + " retries left.");
    retries.add(id);
    return true;
  }

  /** Returns a copy of the search space as far as it is known. */
  public final synchronized HyperParameters getSpace() {
    return hyperparameters.copy();
  }

  /**
   * Takes over hyperparameters that are new.
   *
   * @param seen the space a model declared
   * @throws IllegalStateException if there are new ones and they are not allowed
   */
  public final synchronized void updateSpace(HyperParameters seen) {
    Objects.requireNonNull(seen, "hyperparameters");
    List<HyperParameter> unknown =
        seen.space().stream().filter(entry -> !hyperparameters.declares(entry)).toList();
    if (!unknown.isEmpty() && !allowNewEntries) {
      throw new IllegalStateException(
          "The model declares hyperparameters that are not in the given space, which"
              + " allowNewEntries(false) forbids: "
              + unknown);
    }
    if (tuneNewEntries) {
      hyperparameters.merge(unknown, true);
    }
  }

  /**
   * Returns a trial as it is now.
   *
   * @param trialId its id
   * @return a copy
   * @throws IllegalArgumentException if there is none
   */
  public final synchronized Trial getTrial(String trialId) {
    return ledger.get(trialId).snapshot();
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
    return snapshots(ledger.best(objective.direction(), count));
  }

  private @Nullable Trial bestOrNull() {
    List<Trial> best = ledger.best(objective.direction(), 1);
    return best.isEmpty() ? null : best.get(0);
  }

  /** Returns how many trials may still be made; null without a limit. */
  public final synchronized @Nullable Integer remainingTrials() {
    return maxTrials == null ? null : Math.max(0, maxTrials - ledger.size());
  }

  // ---- output ----

  /**
   * Switches the printed progress off or on. By default on.
   *
   * @param silent whether nothing is printed
   * @throws IllegalStateException if the oracle serves a tuner, which has this setting
   */
  public final synchronized void setSilent(boolean silent) {
    requireNoTuner("setSilent", "use silent of the tuner");
    display.setSilent(silent);
  }

  /**
   * Sends the printed progress elsewhere. By default {@link System#out}.
   *
   * @param stream where to print; null for {@link System#out}
   * @throws IllegalStateException if the oracle serves a tuner, which has this setting
   */
  public final synchronized void printTo(@Nullable PrintStream stream) {
    requireNoTuner("printTo", "use printTo of the tuner");
    display.printTo(stream);
  }

  private void requireNoTuner(String method, String instead) {
    if (tuners > 0) {
      throw new IllegalStateException(method + ": this oracle serves a tuner; " + instead);
    }
  }

  /** Switches the progress of a search off or on, for the tuner that searches. */
  final synchronized void searchSilently(boolean silent) {
    display.setSilent(silent);
  }

  /** The output, which does not wait for an oracle that is thinking. */
  final TrialDisplay display() {
    return display;
  }

  final synchronized void print(String text) {
    display.print(text);
  }

  /** Gives each tuner of this oracle its own name; the first one opens the project. */
  final synchronized String join(Runnable open) {
    if (tuners == 0) {
      open.run();
    }
    return tunerId(tuners++);
  }

  final synchronized Path projectFolder() {
    return files.folder();
  }

  static String tunerId(int number) {
    return "tuner" + number;
  }

  // ---- files ----

  /**
   * Says where the search is kept. By default in the folder {@code untitled_project}.
   *
   * @param folder the project's folder; made when needed
   * @throws IllegalStateException if there are trials already in another folder, or if the oracle
   *     serves a tuner
   */
  public final synchronized void setProjectFolder(Path folder) {
    Objects.requireNonNull(folder, "folder");
    requireNoTuner("setProjectFolder", "use directory and projectName of the tuner");
    if (ledger.size() > 0 && !folder.equals(files.folder())) {
      throw new IllegalStateException(
          "setProjectFolder: the search is kept in "
              + files.folder()
              + ", where it has trials already; say where before the first one");
    }
    files = new ProjectFiles(folder);
  }

  /** The hyperparameters that the options gave. */
  final HyperParameters given() {
    return given.copy();
  }

  /** Does something while no other process and no other oracle may write in the folder. */
  final void exclusively(Runnable action) {
    // Not synchronized: tuners that share this oracle search at the same time.
    files().exclusively(action);
  }

  /** Deletes what is in the folder, unless somebody is searching there. */
  final void deleteProject() {
    ProjectFiles current = files();
    if (current.exists()) {
      current.exclusively(current::delete);
    }
  }

  /** Takes the folder as it is now for what this oracle goes on with. */
  final void rememberProject() {
    files().remember();
  }

  private synchronized ProjectFiles files() {
    return files;
  }

  /** Saves everything but the trials, which are saved as they change. */
  final synchronized void save() {
    List.copyOf(unsaved).forEach(id -> saveTrial(ledger.get(id)));
    leftOut.forEach(files::leaveOut);
    leftOut.clear();
    Map<String, @Nullable Object> state =
        Json.object(
            "hyperparameters",
            hyperparameters.getConfig(),
            "seed",
            seed,
            "seed_state",
            seedState,
            "display",
            display.clock().getState());
    state.put("objective", objective.toString());
    ledger.save(state);
    retries.save(state);
    guesses.save(state);
    tried.save(state);
    addOwnState(state);
    files.saveOracle(state);
  }

  private void addOwnState(Map<String, @Nullable Object> state) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    saveState(own);
    own.forEach(
        (name, value) -> {
          if (state.containsKey(name)) {
            throw new IllegalStateException(
                "saveState of "
                    + getClass().getSimpleName()
                    + " uses a name that all oracles use, '"
                    + name
                    + "'; these are taken: "
                    + state.keySet());
          }
          state.put(name, value);
        });
  }

  /**
   * Goes on with the search in the project's folder; interrupted trials are run again.
   *
   * @throws IllegalStateException if the files are damaged or from another kind of search, or if
   *     the oracle serves a tuner, which has done this
   */
  public final synchronized void reload() {
    requireNoTuner("reload", "which has done it; a new tuner of the same project goes on with it");
    try {
      JsonObject state = files.readOracle();
      leftOut.clear();
      List<Trial> found = files.readTrials(state.strings("start_order"), this::leaveOutDamaged);
      restore(state, found);
      adopt(savedObjective(state), given);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new IllegalStateException(
          "The search in "
              + files.folder()
              + " cannot be resumed: "
              + e.getMessage()
              + ". Or use another projectName, or overwrite(true) to start anew",
          e);
    }
  }

  private void leaveOutDamaged(String trialId, IllegalStateException damage) {
    if (!leaveOutDamagedTrials) {
      throw damage;
    }
    System.getLogger("org.keras4j.tuner")
        .log(
            System.Logger.Level.WARNING,
            "The search goes on without trial {0}: {1}",
            trialId,
            damage.getMessage());
    leftOut.add(trialId);
  }

  /** KerasTuner does not save the objective. */
  private String savedObjective(JsonObject state) {
    return state.members().containsKey("objective")
        ? state.string("objective")
        : objective.toString();
  }

  /**
   * Compares a search that was resumed with what the program declares, and goes on with what fits.
   *
   * @throws IllegalStateException if there are changes and they are not allowed
   */
  final synchronized void adoptSpace(HyperParameters declared) {
    adopt(objective.toString(), declared);
  }

  private void adopt(String oldObjective, HyperParameters declared) {
    SpaceChanges changes = new SpaceChanges(hyperparameters, declared);
    boolean rescored = !oldObjective.equals(objective.toString());
    if (!rescored && changes.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>(changes.texts());
    if (rescored) {
      texts.add(0, "the objective was " + oldObjective + ", is " + objective);
    }
    String what = String.join("; ", texts);
    if (!allowChanges) {
      throw new IllegalStateException(
          "The program is not the one that began the search of "
              + files.oracleFile()
              + ": "
              + what
              + ". Change it back, or go on with the trials that still fit by allowChanges(true)");
    }
    changes.applyTo(hyperparameters);
    List<String> unfit = new ArrayList<>();
    for (Trial trial : ledger.all()) {
      if (changes.fit(trial.hyperparameters()) && (!rescored || trial.fits(objective))) {
        trial.change(changes);
        if (rescored && trial.status() == TrialStatus.COMPLETED) {
          trial.setScore(scoreTrial(trial.snapshot()), trial.bestStep());
        }
        unsaved.add(trial.trialId());
      } else {
        unfit.add(trial.trialId());
        ledger.remove(trial.trialId());
        retries.remove(trial.trialId());
      }
    }
    leftOut.addAll(unfit);
    System.getLogger("org.keras4j.tuner")
        .log(
            System.Logger.Level.WARNING,
            "The program has changed since the search began: {0}. The search goes on without the"
                + " trials {1}",
            what,
            unfit);
  }

  private void restore(JsonObject state, List<Trial> found) {
    try {
      ledger.load(state, found, leftOut);
      hyperparameters = HyperParameters.fromConfig(state.object("hyperparameters"));
      seed = state.longInteger("seed");
      seedState = state.longInteger("seed_state");
      display.clock().setState(state.object("display"));
      retries.load(state, ledger::has);
      ledger.unfinished().forEach(trial -> retries.add(trial.trialId()));
      tried.load(state);
      // A trial may have begun without being noted.
      ledger.all().stream()
          .filter(trial -> !tried.knows(trial.trialId()))
          .forEach(trial -> tried.record(trial.trialId(), trial.hyperparameters().values()));
      guesses.load(state);
      loadOwnState(state);
    } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalStateException(
          files.oracleFile() + " is damaged: " + e.getMessage() + ". Put it back from a copy", e);
    }
  }

  private void loadOwnState(JsonObject state) {
    try {
      loadState(state.members());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "loadState of " + getClass().getSimpleName() + " cannot take its entries: " + e, e);
    }
  }
}
