package org.keras4j.tuner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Tuner}, as fluent methods named like KerasTuner's arguments.
 *
 * @param <T> the class of the tuner
 */
public abstract class TunerSettings<T extends TunerSettings<T>> {
  private final OracleOptions options = new OracleOptions();
  private Path directory = Path.of(".");
  private String projectName = "untitled_project";
  private boolean overwrite;
  private int executionsPerTrial = 1;
  private KeptWeights keptWeights = new KeptWeights(null);
  private int workers = 1;
  private @Nullable Long maxModelSize;
  private boolean silent;
  private boolean backup = true;
  private @Nullable Duration backupInterval;
  private @Nullable PrintStream printStream;
  private boolean frozen;

  TunerSettings() {}

  @SuppressWarnings("unchecked") // T is the class of this object
  private T self() {
    return (T) this;
  }

  /**
   * Gives access to the settings before the search has begun; for further settings of a subclass.
   *
   * @return the settings for the oracle
   * @throws IllegalStateException if the search has begun
   */
  protected final OracleOptions changeable() {
    if (frozen) {
      throw new IllegalStateException(
          "The search has begun, so its settings cannot be changed any more. Make all settings"
              + " before search, the summaries and the getters");
    }
    return options;
  }

  /** Ends the time of settings. */
  final OracleOptions freeze() {
    frozen = true;
    return options;
  }

  /**
   * Sets the objective by a metric's name. By default the single number that each trial returns,
   * minimised.
   *
   * @param metric a metric of an epoch's logs, such as {@code "val_accuracy"}; its direction is
   *     inferred as by {@link Objective#of}
   * @throws IllegalArgumentException if the direction cannot be inferred
   */
  public T objective(String metric) {
    changeable().objective(metric);
    return self();
  }

  /**
   * Sets the objective.
   *
   * @param objective a metric with its direction
   */
  public T objective(Objective objective) {
    changeable().objective(objective);
    return self();
  }

  /**
   * Sets several objectives: the sum of those to minimise minus the sum of those to maximise is
   * minimised.
   *
   * @param metrics metrics of an epoch's logs, at least one
   */
  public T objectives(String... metrics) {
    changeable().objectives(metrics);
    return self();
  }

  /**
   * Sets several objectives.
   *
   * @param objectives metrics with their directions, at least one
   */
  public T objectives(List<Objective> objectives) {
    changeable().objectives(objectives);
    return self();
  }

  /**
   * Sets the number of trials. By default 10 in {@link RandomSearch} and {@link
   * BayesianOptimization}, no limit in a tuner of one's own. If the space has fewer combinations,
   * {@link #repeatTrials} says what follows.
   *
   * @param count at least 1; null for no limit, until every combination was tried
   */
  public T maxTrials(@Nullable Integer count) {
    changeable().maxTrials(count);
    return self();
  }

  /**
   * Gives hyperparameters beforehand; they override declarations of the same name. By default none.
   *
   * @param given the space to start from
   */
  public T hyperparameters(HyperParameters given) {
    changeable().hyperparameters(given);
    return self();
  }

  /**
   * Sets whether the model may declare hyperparameters beyond those given. By default true.
   *
   * @param allow if false, an unknown one is an error
   */
  public T allowNewEntries(boolean allow) {
    changeable().allowNewEntries(allow);
    return self();
  }

  /**
   * Sets whether hyperparameters beyond those given are tuned. By default true.
   *
   * @param tune if false, they keep their defaults
   */
  public T tuneNewEntries(boolean tune) {
    changeable().tuneNewEntries(tune);
    return self();
  }

  /**
   * Sets the seed of the search. By default a number from 1 to 10000 from the generator that {@code
   * Keras.setRandomSeed} starts, drawn when the search begins.
   *
   * <p>The values of trials come from it, and the random numbers of each: initial weights, dropout,
   * augmentation and the order of samples of a training depend on this seed, the number of the
   * trial, how often it has failed, and the number of the training; not on what was trained before
   * or is trained meanwhile. {@code Keras.setRandomSeed} inside of a model's {@code build} takes
   * their place for that training. {@link BayesianOptimization#likeKerasTuner(boolean)} takes all
   * of them from Keras's global generators, as KerasTuner does.
   *
   * @param seed the seed; 0 is taken as no seed, as in KerasTuner
   */
  public T seed(long seed) {
    changeable().seed(seed);
    return self();
  }

  /**
   * Sets how often a trial that crashed or gave no valid score is tried again. By default 0.
   *
   * @param count at least 0
   */
  public T maxRetriesPerTrial(int count) {
    changeable().maxRetriesPerTrial(count);
    return self();
  }

  /**
   * Sets how many failed trials in a row end the search with an exception. By default 3.
   *
   * @param count at least 1
   */
  public T maxConsecutiveFailedTrials(int count) {
    changeable().maxConsecutiveFailedTrials(count);
    return self();
  }

  /**
   * Sets what follows when every combination was tried and there are trials left. By default true.
   *
   * <p>A trial that repeats a combination begins with other initial weights, as the random numbers
   * of each trial come from a seed of its own; so its score tells how much is chance. It is a trial
   * like any other, with a model of its own among the best ones.
   *
   * @param repeat true to try combinations again, as many as there are trials left: the ones with
   *     the best mean score first, all once more before one comes a third time, none that failed;
   *     false to end the search with a line about how many trials were not used
   */
  public T repeatTrials(boolean repeat) {
    changeable().repeatTrials(repeat);
    return self();
  }

  /**
   * Limits the time of a search: after it no trial begins; the one that is running ends as usual.
   * It counts from the first trial that this program asks for, so a search that is resumed has all
   * of it again. By default no limit.
   *
   * @param limit more than zero
   * @throws IllegalArgumentException if it is not
   */
  public T maxTime(Duration limit) {
    changeable().maxTime(limit);
    return self();
  }

  /**
   * Limits the epochs of all trainings of all trials together, those before a search was resumed
   * included: when they are used up no trial begins; the one that is running ends as usual. Runs
   * that failed count; epochs that an interruption has lost do not. By default no limit.
   *
   * @param count at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public T maxTotalEpochs(long count) {
    changeable().maxTotalEpochs(count);
    return self();
  }

  /**
   * Adds values that are tried before the algorithm chooses, in the order of the calls; active
   * hyperparameters that are not named have their defaults. They are among the trials that {@link
   * #maxTrials} counts; those that were tried already are passed over. By default none.
   *
   * @param values values of hyperparameters by full name
   * @throws IllegalArgumentException if a value is of a wrong type. Values outside of the ranges
   *     end the search before its first trial, names that no trial has declared when their turn
   *     comes
   */
  public T enqueue(Map<String, ?> values) {
    changeable().enqueue(values);
    return self();
  }

  /**
   * Stops trainings that look hopeless, so that the search costs less; their trials count with the
   * best score they have reached. By default none is stopped.
   *
   * @param newPruner decides after each epoch: a {@link MedianPruner}, a {@link
   *     SuccessiveHalvingPruner} or one's own
   */
  public T pruner(Pruner newPruner) {
    changeable().pruner(newPruner);
    return self();
  }

  /**
   * Begins with what an earlier search has found out, perhaps on other data. By default with
   * nothing.
   *
   * <p>The first trial has the values that were best there. {@link BayesianOptimization} learns
   * from all of its completed trials that are possible here, each scored by the objective of this
   * search; the scores are moved by what the same values differ in here, since with other data or
   * more epochs all are better or worse. They are no trials of this search: they do not count, and
   * their values may come again. Other algorithms take the first trial only.
   *
   * @param search its record: {@code tuner.record()}, or {@link SearchRecord#of} of a project
   * @throws IllegalArgumentException when the search begins, if none of its trials has the
   *     objective
   */
  public T warmStart(SearchRecord search) {
    changeable().warmStart(search);
    return self();
  }

  /**
   * Sets what becomes of a search that is resumed by a program with another objective or other
   * ranges of its hyperparameters. By default false.
   *
   * <p>A trial still fits if its values are in the new ranges, whatever their step, and if it has
   * the metrics of the new objective, by which it is scored again, at the epoch that was the best
   * one by the old objective. A hyperparameter that only one of the two programs declares is no
   * change.
   *
   * @param allow true to go on with the trials that still fit, with a warning that names the
   *     changes, and to move the folders of the others into {@code left_out} of the project; false
   *     to refuse the search and say what has changed
   */
  public T allowChanges(boolean allow) {
    changeable().allowChanges(allow);
    return self();
  }

  /**
   * Sets what becomes of trials whose file is damaged or missing when a search is resumed. By
   * default false.
   *
   * @param leaveOut true to go on without them, with a warning, and to move their folders into
   *     {@code left_out} of the project when the search goes on; false to refuse the search and
   *     name the file
   */
  public T leaveOutDamagedTrials(boolean leaveOut) {
    changeable().leaveOutDamagedTrials(leaveOut);
    return self();
  }

  /**
   * Sets how often a model is trained in each trial, from the start and with other random numbers;
   * the metrics are averaged. By default 1.
   *
   * @param count at least 1
   */
  public T executionsPerTrial(int count) {
    changeable();
    if (count < 1) {
      throw new IllegalArgumentException(
          "executionsPerTrial must be at least 1; received " + count);
    }
    executionsPerTrial = count;
    return self();
  }

  /**
   * Sets how many of the best trials keep their weights on disk; the others' are deleted as soon as
   * a trial has ended, but for those that later trials may go on with, as in {@link Hyperband}. By
   * default all do.
   *
   * @param count how many, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public T keepBest(int count) {
    changeable();
    keptWeights = new KeptWeights(OracleOptions.atLeast("keepBest", count, 1));
    return self();
  }

  /**
   * Sets how many trials are run at the same time, each by a thread of its own in this process. By
   * default 1: on the thread that calls {@code search}.
   *
   * <p>Each trial has the random numbers that it has with one worker. So {@link RandomSearch} tries
   * the same values and gets the same scores with any number of workers, as long as it finds new
   * combinations; {@link BayesianOptimization} suggests from the scores that there are when a trial
   * begins, and keeps away from what is running, so its trials depend on who is done first.
   *
   * <p>All models compute with the threads that TensorFlow has for the process, as many as there
   * are cores or as {@code Keras.setThreads} says, so the cores are shared out by themselves.
   * Several workers pay where one model leaves cores idle, because it is small or waits for its
   * data. There are as many models in memory as workers.
   *
   * <p>The model's {@code build} and {@code fit}, and the methods of a tuner of one's own that are
   * about trials and trainings, are called by these threads, several at once, and must bear it; so
   * must a {@code Dataset} that is given to all trainings. Callbacks cannot be shared: {@code
   * search(x, y, o -> o.callbacks(…))} makes them anew for each training. Instead of fit's progress
   * bar there is a line for each epoch.
   *
   * <p>What ends the search, an exception or an interruption, ends all workers at their next batch,
   * before {@code search} throws it. Trials that were stopped so have not failed; the search goes
   * on with them.
   *
   * @param count at least 1; not more than 1 with {@link
   *     BayesianOptimization#likeKerasTuner(boolean)}
   * @throws IllegalArgumentException if it is below 1
   */
  public T workers(int count) {
    changeable();
    if (count < 1) {
      throw new IllegalArgumentException("workers must be at least 1; received " + count);
    }
    workers = count;
    return self();
  }

  /**
   * Sets whether a running trial is backed up after its epochs, so that a trial that is cut off
   * goes on from there when the search is resumed, with the same results as if nothing had
   * happened. By default true. KerasTuner has no such thing.
   *
   * <p>What a training consists of is in the folder {@code backup} of its trial until it has ended:
   * weights, the state of optimizer, random generators and callbacks. A trial is run again from its
   * start if it cannot go on: another model, other epochs or callbacks; a callback without {@link
   * org.keras4j.callbacks.Callback#saveState}; a second {@code fit} in one execution; {@code
   * likeKerasTuner()}; a {@code runTrial} of one's own.
   *
   * @param on whether to do so
   */
  public T backup(boolean on) {
    changeable();
    backup = on;
    return self();
  }

  /**
   * Sets how long after a backup of a trial the next one is made at the earliest, at the end of an
   * epoch. By default twenty times what a backup takes, so that they cost less than 5 % of the
   * time.
   *
   * @param interval not negative; zero for a backup after each epoch
   * @throws IllegalArgumentException if it is negative
   */
  public T backupInterval(Duration interval) {
    changeable();
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "backupInterval must not be negative; received " + interval);
    }
    backupInterval = interval;
    return self();
  }

  /**
   * Sets the folder in which projects are kept. By default the current one.
   *
   * @param path the folder; made when needed
   */
  public T directory(String path) {
    Objects.requireNonNull(path, "path");
    changeable();
    directory = Path.of(path);
    return self();
  }

  /**
   * Sets the folder in which projects are kept. By default the current one.
   *
   * @param path the folder; made when needed
   */
  public T directory(Path path) {
    return directory(Objects.requireNonNull(path, "path").toString());
  }

  /**
   * Sets the name of the project, a folder in the directory. By default {@code "untitled_project"}.
   *
   * @param name the name
   * @throws IllegalArgumentException if the folder would not be inside the directory
   */
  public T projectName(String name) {
    changeable();
    Path inside = Path.of(Objects.requireNonNull(name, "name")).normalize();
    if (inside.isAbsolute() || inside.toString().isEmpty() || inside.startsWith("..")) {
      throw new IllegalArgumentException(
          "projectName must be the name of a folder inside the directory; received '" + name + "'");
    }
    projectName = name;
    return self();
  }

  /**
   * Says what becomes of a project of the same name. By default false.
   *
   * @param delete true to delete its folder with everything in it and start anew, which is refused
   *     if there is something but no search in it; false to go on with it
   */
  public T overwrite(boolean delete) {
    changeable();
    overwrite = delete;
    return self();
  }

  /**
   * Limits the size of models: a larger one fails its trial. By default no limit. A model without
   * an input is built from its first data, so it fails when its training begins; in a search like
   * KerasTuner's it is not looked at.
   *
   * @param parameters the largest number of trainable parameters, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public T maxModelSize(long parameters) {
    changeable();
    if (parameters < 1) {
      throw new IllegalArgumentException("maxModelSize must be at least 1; received " + parameters);
    }
    maxModelSize = parameters;
    return self();
  }

  /**
   * Switches off everything that is printed without being asked for: the table of trials, the
   * progress of fit, the stack traces of failed trials. By default false.
   *
   * @param off whether to be silent
   */
  public T silent(boolean off) {
    changeable();
    silent = off;
    return self();
  }

  /**
   * Sends the table of trials and the summaries elsewhere. By default {@link System#out}.
   *
   * @param stream where to print
   */
  public T printTo(PrintStream stream) {
    changeable();
    printStream = Objects.requireNonNull(stream, "stream");
    return self();
  }

  final int executions() {
    return executionsPerTrial;
  }

  final @Nullable BackupPace backupPace() {
    return backup ? new BackupPace(backupInterval) : null;
  }

  final int workerCount() {
    return workers;
  }

  final @Nullable Long maxModelSizeOrNull() {
    return maxModelSize;
  }

  final KeptWeights keptWeights() {
    return keptWeights;
  }

  final boolean isSilent() {
    return silent;
  }

  final boolean isOverwrite() {
    return overwrite;
  }

  final @Nullable PrintStream printStreamOrNull() {
    return printStream;
  }

  final Path projectFolder() {
    return directory.resolve(projectName);
  }
}
