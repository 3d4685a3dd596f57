package org.keras4j.tuner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.callbacks.Logs;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.internal.RemoteTrials;
import org.keras4j.utils.Dataset;

/**
 * Searches for the best hyperparameters of a model: builds it with values an {@link Oracle}
 * suggests, trains it, reports the result, and so on. KerasTuner's {@code Tuner}.
 *
 * <pre id="snippet-tuner-search">{@code
 * var tuner =
 *     new BayesianOptimization(new MyHyperModel())
 *         .objective("val_accuracy")
 *         .maxTrials(2)
 *         .directory(folder)
 *         .projectName("digits");
 * tuner.search(x, y, validationData(xVal, yVal).epochs(2));
 * tuner.resultsSummary(3);
 * try (Model best = tuner.getBestModels(1).get(0)) {
 *   best.evaluate(xVal, yVal);
 * }
 * }</pre>
 *
 * <p>Settings come first, as fluent methods; the search begins with the first call of {@link
 * #search}, of a summary or of a getter, after which they cannot be changed. At that moment the
 * model is built once or more to find its hyperparameters, and a search of the same project is
 * resumed.
 *
 * <p>Each trial's model is closed when the trial ends. The files are KerasTuner's, with the weights
 * of the best epoch in {@code checkpoint.weights.h5}: either can open the other's project and take
 * its best models.
 *
 * <p>A tuner of one's own extends this class, or one of those that are there, such as {@link
 * RandomSearch}: {@link #createOracle} chooses the algorithm, {@link #runTrial} what a trial does,
 * the methods from {@link #onSearchBegin} on are called on the way. The page of the package shows
 * one. The number of trials is unlimited unless its constructor or its user calls {@link
 * #maxTrials}.
 *
 * <p>A tuner belongs to one thread. With {@link #workers} it runs several trials at a time, each on
 * a thread of its own, which calls the methods about trials and trainings.
 *
 * @param <T> the class itself, which its fluent methods return
 */
public abstract class Tuner<T extends Tuner<T>> extends TunerSettings<T> {
  static {
    RemoteTrials.set(new RemoteTrialsAccess());
  }

  private final @Nullable HyperModel hyperModel;
  private @Nullable TunerProject project;

  /**
   * Creates a tuner.
   *
   * @param hyperModel the model; null only for a subclass that overrides {@link #runTrial}
   */
  protected Tuner(@Nullable HyperModel hyperModel) {
    this.hyperModel = hyperModel;
  }

  /**
   * Makes the search algorithm. Called once, when the search begins.
   *
   * @param options the settings for it
   * @return a new oracle, or one that several tuners of the same project share
   */
  protected abstract Oracle createOracle(OracleOptions options);

  // ---- the search ----

  /**
   * Validation data for {@link #search(NDArray, NDArray, FitOptions)}, to be imported statically.
   *
   * @param x the inputs
   * @param y the targets
   * @return options with this validation data
   */
  public static FitOptions validationData(NDArray x, NDArray y) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    return FitOptions.validationOf(x, y);
  }

  /**
   * Searches until the oracle stops, with all defaults of fit.
   *
   * @param x the inputs of the training data
   * @param y its targets
   */
  public final void search(NDArray x, NDArray y) {
    search(x, y, new FitOptions());
  }

  /**
   * Searches until the oracle stops.
   *
   * @param x the inputs of the training data
   * @param y its targets
   * @param options further arguments of fit. Callbacks among them are used in every trial, one
   *     after the other; where each should have its own, as it must with {@link #workers}, use
   *     {@link #search(NDArray, NDArray, Consumer)}
   */
  public final void search(NDArray x, NDArray y, FitOptions options) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    search(Objects.requireNonNull(options, "options").copy().x(x).y(y));
  }

  /**
   * Searches until the oracle stops.
   *
   * @param x the inputs of the training data
   * @param y its targets
   * @param options sets further arguments of fit. It is called anew for each training, so that
   *     callbacks it makes serve one training only
   */
  public final void search(NDArray x, NDArray y, Consumer<FitOptions> options) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    search(() -> new FitOptions().x(x).y(y), options);
  }

  /**
   * Searches with models that have several inputs or outputs.
   *
   * @param x the inputs of the training data
   * @param y its targets
   * @param options sets further arguments of fit, as in {@link #search(NDArray, NDArray, Consumer)}
   */
  public final void search(List<NDArray> x, List<NDArray> y, Consumer<FitOptions> options) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    search(() -> new FitOptions().x(x).y(y), options);
  }

  /**
   * Searches with models that have several inputs or outputs, by their names.
   *
   * @param x the inputs of the training data
   * @param y its targets
   * @param options sets further arguments of fit, as in {@link #search(NDArray, NDArray, Consumer)}
   */
  public final void search(
      Map<String, NDArray> x, Map<String, NDArray> y, Consumer<FitOptions> options) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    search(() -> new FitOptions().x(x).y(y), options);
  }

  /**
   * Searches on a stream of batches.
   *
   * @param dataset the training data; each trial goes through it anew
   * @param options sets further arguments of fit, as in {@link #search(NDArray, NDArray, Consumer)}
   */
  public final void search(Dataset dataset, Consumer<FitOptions> options) {
    Objects.requireNonNull(dataset, "dataset");
    search(() -> new FitOptions().dataset(dataset), options);
  }

  private void search(Supplier<FitOptions> data, Consumer<FitOptions> options) {
    Objects.requireNonNull(options, "options");
    search(
        () -> {
          FitOptions fresh = data.get();
          options.accept(fresh);
          return fresh;
        });
  }

  /**
   * Searches until the oracle stops.
   *
   * @param options all arguments of fit, data included
   */
  public final void search(FitOptions options) {
    FitOptions own = Objects.requireNonNull(options, "options").copy();
    search(own::copy);
  }

  /**
   * Searches until the oracle stops. May be called again after an exception or with a larger number
   * of trials in a new tuner of the same project; it goes on where the search ended.
   *
   * @param options makes the arguments of fit, data included, for each training
   * @throws FatalTrialException if a mistake would repeat itself in every trial
   * @throws IllegalStateException if too many trials in a row have failed; its cause is that of the
   *     last one. Also if another process or another tuner searches in the project's folder, or has
   *     done so since this tuner began
   * @throws IllegalStateException if the search is resumed and has another objective or other
   *     ranges than before, which {@link #allowChanges} does not allow
   * @throws CancellationException if the thread is interrupted
   * @throws IllegalArgumentException if several {@link #workers} would share a callback
   * @throws java.io.UncheckedIOException if the search or the weights of a trial cannot be saved;
   *     the trial has not failed, the search goes on with it
   */
  public final void search(Supplier<FitOptions> options) {
    Objects.requireNonNull(options, "options");
    Oracle current = oracle();
    boolean quiet = isSilent();
    current.display().setSilent(quiet || fresh(options).verbose() == 0);
    Supplier<FitOptions> arguments =
        () -> {
          FitOptions own = fresh(options).copy();
          return quiet ? own.verbose(0) : own;
        };
    if (workerCount() > 1) {
      current.seeds().requireOwn(workerCount());
      SharedCallbacks.refuse(fresh(options), fresh(options), workerCount());
    }
    current.display().together(workerCount() > 1);
    current.project().exclusively(() -> search(current, arguments));
  }

  /** Makes the search one that can be resumed, before its first trial. */
  final void beginSearch(Oracle current) {
    project().beginSearch();
    onSearchBegin();
  }

  private void search(Oracle current, Supplier<FitOptions> arguments) {
    beginSearch(current);
    SearchStop stop = new SearchStop();
    List<TrialLoop> loops = new ArrayList<>();
    for (int i = 0; i < workerCount(); i++) {
      String workerId = i == 0 ? tunerId() : tunerId() + "." + i;
      loops.add(new TrialLoop(this, current, workerId, arguments, stop));
    }
    new Workers(loops, stop).run();
    onSearchEnd();
  }

  private static FitOptions fresh(Supplier<FitOptions> options) {
    FitOptions made = options.get();
    if (made == null) {
      throw new FatalTrialException(
          "The options given to search returned null; they must return the arguments of fit");
    }
    return made;
  }

  /**
   * Runs a trial; here builds, trains and closes the model so many times as {@link
   * #executionsPerTrial} says. Called by several threads at once if there are several {@link
   * #workers}. Override it to search for the best of anything: read the values from {@link
   * Trial#hyperparameters()} and return what they are worth.
   *
   * @param trial the trial
   * @param options makes the arguments of fit for each training
   * @return one result for each training; they are averaged
   */
  protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
    return models()
        .run(
            trial.hyperparameters(),
            executions(),
            folder(trial.trialId()),
            oracle().seeds(trial.trialId()),
            options,
            (model, own) -> {
              trial.history().beginExecution();
              loadEarlier(trial, model);
              beforeFit(trial, model, own);
              own.callbacks(new EpochHooks(this, trial));
            },
            trial.history(),
            backupPace());
  }

  boolean reportEpoch(Trial trial, int epoch, Map<String, Double> logs, boolean mayStop) {
    return oracle().reportEpoch(trial.trialId(), epoch, logs, mayStop);
  }

  private ModelTrials models() {
    return new ModelTrials(hypermodel(), oracle().objective(), maxModelSizeOrNull());
  }

  /**
   * Returns what the constructor was given; {@code tuner.hypermodel().build(hp)} makes an untrained
   * model of the best hyperparameters.
   *
   * @throws FatalTrialException if there is none
   */
  public final HyperModel hypermodel() {
    if (hyperModel == null) {
      throw new FatalTrialException(
          "This tuner has no hypermodel: give one to its constructor, or override runTrial");
    }
    return hyperModel;
  }

  /** Lets a new model go on with what an earlier trial has trained. */
  void loadEarlier(Trial trial, Model model) {}

  final TrialFolder folder(String trialId) {
    return new TrialFolder(project().files().trialFolder(trialId));
  }

  final String tunerId() {
    return project().tunerId();
  }

  /**
   * Returns the folder of a trial, for files of a tuner's own. KerasTuner's {@code get_trial_dir}.
   *
   * @param trialId the trial's id
   * @return the folder {@code trial_ID} in the project's folder; it may not be there yet
   * @throws IllegalArgumentException if there is no such trial
   */
  protected final Path trialDir(String trialId) {
    return project().files().trialFolder(oracle().getTrial(trialId).trialId());
  }

  // ---- hooks; those of trials are called by the threads of the workers ----

  /** Called when {@code search} begins; does nothing here. */
  protected void onSearchBegin() {}

  /** Called when {@code search} has ended without an exception; does nothing here. */
  protected void onSearchEnd() {}

  /**
   * Called before a trial is run; does nothing here.
   *
   * @param trial the trial
   */
  protected void onTrialBegin(Trial trial) {}

  /**
   * Called after a trial was run and saved; does nothing here.
   *
   * @param trial the trial, with its score if it is completed
   */
  protected void onTrialEnd(Trial trial) {}

  /**
   * Called before each training of a trial, to change the model or the arguments; does nothing
   * here.
   *
   * @param trial the trial
   * @param model the new model
   * @param options the arguments of fit
   */
  protected void beforeFit(Trial trial, Model model, FitOptions options) {}

  /**
   * Called at the start of an epoch; does nothing here.
   *
   * @param trial the trial
   * @param model the model
   * @param epoch the epoch, counted from 0
   */
  protected void onEpochBegin(Trial trial, Model model, int epoch) {}

  /**
   * Called at the end of an epoch; does nothing here.
   *
   * @param trial the trial
   * @param model the model
   * @param epoch the epoch, counted from 0
   * @param logs the loss and metrics of the epoch
   */
  protected void onEpochEnd(Trial trial, Model model, int epoch, Logs logs) {}

  /**
   * Called before a batch of training; does nothing here.
   *
   * @param trial the trial
   * @param model the model
   * @param batch the batch within its epoch, counted from 0
   */
  protected void onBatchBegin(Trial trial, Model model, int batch) {}

  /**
   * Called after a batch of training; does nothing here.
   *
   * @param trial the trial
   * @param model the model
   * @param batch the batch within its epoch, counted from 0
   * @param logs the loss and metrics of the epoch up to this batch; valid during the call
   */
  protected void onBatchEnd(Trial trial, Model model, int batch, Logs logs) {}

  // ---- results ----

  /**
   * Returns the models of the best trials, built anew, with the weights of their best epoch. For
   * the best performance train one again, with all data.
   *
   * @param count how many at most
   * @return models of completed trials, the best first; the caller closes them
   * @throws IllegalArgumentException if {@link #keepBest} has kept fewer
   */
  public final List<Model> getBestModels(int count) {
    keptWeights().require(count);
    List<Model> models = new ArrayList<>();
    try {
      for (Trial trial : results(count)) {
        if (trial.status() == TrialStatus.COMPLETED) {
          models.add(
              models()
                  .load(
                      trial.hyperparameters().copy(),
                      folder(trial.trialId()),
                      oracle().seeds(trial.trialId())));
        }
      }
      return models;
    } catch (RuntimeException e) {
      models.forEach(Model::close);
      throw e;
    }
  }

  /**
   * Returns the model of the best trial; see {@link #getBestModels(int)}.
   *
   * @return a list of one model, or of none if no trial is completed
   */
  public final List<Model> getBestModels() {
    return getBestModels(1);
  }

  /**
   * Returns the hyperparameters of the best trials; {@code build} makes an untrained model of them.
   *
   * @param count how many at most
   * @return copies, the best first
   */
  public final List<HyperParameters> getBestHyperparameters(int count) {
    return results(count).stream().map(trial -> trial.hyperparameters().copy()).toList();
  }

  /**
   * Returns the hyperparameters of the best trial; see {@link #getBestHyperparameters(int)}.
   *
   * @return a list of one copy, or of none if there is no trial
   */
  public final List<HyperParameters> getBestHyperparameters() {
    return getBestHyperparameters(1);
  }

  /**
   * Returns the best trials: those that {@link #resultsSummary(int)} prints.
   *
   * @param count how many at most
   * @return copies of the trials, the best first; if there are fewer completed ones, the others
   *     follow
   */
  public final List<Trial> results(int count) {
    return oracle().getBestTrials(count);
  }

  /**
   * Returns the search as data: every epoch of every training of every trial, for tables and plots.
   * It is saved with the trials, so a search that is resumed has all of it.
   */
  public final SearchRecord record() {
    return oracle().record();
  }

  /**
   * Returns the search so far for people: {@code tuner.report().writeHtml(file)} writes a page with
   * charts.
   */
  public final SearchReport report() {
    return oracle().report();
  }

  /** Returns a copy of the search space as far as it is known, which searchSpaceSummary prints. */
  public final HyperParameters searchSpace() {
    return oracle().getSpace();
  }

  /** Returns how many trials may still be made; null without a limit. */
  public final @Nullable Integer remainingTrials() {
    return oracle().remainingTrials();
  }

  /** Prints the ten best trials. */
  public final void resultsSummary() {
    resultsSummary(10);
  }

  /**
   * Prints the best trials: values, score, and why a trial failed.
   *
   * @param count how many at most
   */
  public final void resultsSummary(int count) {
    List<Trial> best = results(count);
    out().print(SearchText.results(projectFolder().toString(), count, oracle().objective(), best));
    out().flush();
  }

  /** Prints the hyperparameters and their ranges. */
  public final void searchSpaceSummary() {
    out().print(SearchText.searchSpace(searchSpace()));
    out().flush();
  }

  private PrintStream out() {
    return Objects.requireNonNullElse(printStreamOrNull(), System.out);
  }

  // ---- beginning ----

  /** Returns the oracle; the search begins when it is first asked for. */
  public final Oracle oracle() {
    return project().oracle();
  }

  private TunerProject project() {
    TunerProject opened = project;
    if (opened == null) {
      Oracle made = createOracle(freeze());
      if (made == null) {
        throw new FatalTrialException("createOracle returned null; it must return an oracle");
      }
      opened = new TunerProject(this, hyperModel, made);
      project = opened;
    }
    return opened;
  }
}
