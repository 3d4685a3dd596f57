package org.keras4j.tuner;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.Model;

/** Builds, trains and loads the models of trials. */
final class ModelTrials {
  private final HyperModel hyperModel;
  private final Objective objective;
  private final @Nullable Long maxModelSize;

  ModelTrials(HyperModel hyperModel, Objective objective, @Nullable Long maxModelSize) {
    this.hyperModel = hyperModel;
    this.objective = objective;
    this.maxModelSize = maxModelSize;
  }

  /** What a tuner adds to each training. */
  interface Preparation {
    void prepare(Model model, FitOptions options);
  }

  /**
   * Trains a trial's model so many times, and closes it each time.
   *
   * @param history of the trial; if it was pruned in a training there is no further one
   * @param pace when to back it up; null for never
   */
  List<TrialResult> run(
      HyperParameters hp,
      int executions,
      TrialFolder folder,
      TrialSeeds seeds,
      Supplier<FitOptions> options,
      Preparation preparation,
      TrialHistory history,
      @Nullable BackupPace pace) {
    boolean likeKerasTuner = seeds.text() == null;
    SaveBestEpoch saver = new SaveBestEpoch(objective, folder, likeKerasTuner);
    String run = executions + " " + seeds.text() + " " + new TreeMap<>(hp.values()) + objective;
    TrialProgress progress =
        new TrialProgress(folder, history, saver, likeKerasTuner ? null : pace, run);
    Supplier<FitOptions> limited = likeKerasTuner ? options : limited(options);
    List<TrialResult> results = progress.begin();
    while (results.size() < executions && !history.isPruned()) {
      BackupCallback backup = progress.beginTraining(results);
      try {
        results.add(
            seeds.run(results.size(), () -> run(hp, folder, saver, backup, limited, preparation)));
      } catch (BackupMisfitException e) {
        results = progress.beginAnew(e);
      }
    }
    return results;
  }

  private Supplier<FitOptions> limited(Supplier<FitOptions> options) {
    return () -> options.get().callbacks(new ModelSizeLimit(maxModelSize));
  }

  private TrialResult run(
      HyperParameters hp,
      TrialFolder folder,
      SaveBestEpoch saver,
      BackupCallback backup,
      Supplier<FitOptions> options,
      Preparation preparation) {
    FitOptions own = options.get();
    try (Model model = build(hp)) {
      preparation.prepare(model, own);
      ObjectiveCheck.watch(hyperModel, objective, own);
      own.callbacks(saver, backup);
      TrialResult result = check(train(hp, model, own, backup));
      if (result.lacks(objective) && ObjectiveCheck.mayComeLater(objective, own)) {
        // A training that diverges is stopped early; others may come so far.
        throw new IllegalStateException(
            "The training ended before its first validation, so it has no objective "
                + objective.metricNames());
      }
      folder.saveBuildConfig(model);
      if (!saver.hasSaved()) {
        folder.saveWeights(model);
      }
      return result;
    }
  }

  private @Nullable TrialResult train(
      HyperParameters hp, Model model, FitOptions own, BackupCallback backup) {
    try {
      return hyperModel.run(hp, model, own);
    } finally {
      backup.throwMisfit();
    }
  }

  private static TrialResult check(@Nullable TrialResult result) {
    if (result == null) {
      throw new FatalTrialException(
          "HyperModel.run returned null. Return TrialResult.of(history), of(number) or"
              + " of(metrics)");
    }
    return result;
  }

  /** Builds a model whose layers are numbered from the start. */
  private Model build(HyperParameters hp) {
    InheritedPolicy.clearSession();
    Model model = hyperModel.newModel(hp);
    try {
      new ModelSizeLimit(maxModelSize).check(model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    return model;
  }

  /** Builds a trial's model again, with the weights of its best epoch. */
  Model load(HyperParameters hp, TrialFolder folder, TrialSeeds seeds) {
    return seeds.run(0, () -> load(hp, folder));
  }

  private Model load(HyperParameters hp, TrialFolder folder) {
    Model model = build(hp);
    try {
      folder.build(model);
      folder.loadWeights(model);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
