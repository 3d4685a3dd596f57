package org.keras4j.examples;

import static org.keras4j.tuner.Tuner.validationData;

import java.util.List;
import java.util.Locale;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.tuner.BayesianOptimization;

/** Searches the strength of augmentation for {@link MyHyperModel}, and judges what it finds. */
final class Tuning {

  private final String example;
  private final Settings settings;
  private final Settings reduced;
  private final String aims;
  private final String small;

  /**
   * Makes the experiment.
   *
   * @param example its name
   * @param settings those of the whole experiment
   * @param reduced those of the small one
   * @param aims what is printed first
   * @param small what is printed then of the small one
   */
  Tuning(String example, Settings settings, Settings reduced, String aims, String small) {
    this.example = example;
    this.settings = settings;
    this.reduced = reduced;
    this.aims = aims;
    this.small = small;
  }

  void run(String[] args) {
    var options = TuningOptions.parse(example, settings.data(), 1_500, 4, args);
    options.introduce(aims, small);

    Keras.setRandomSeed(options.seed());
    Keras.setDtypePolicy(options.dtypePolicy());
    var data = options.load();
    var tuner =
        new BayesianOptimization(
                new MyHyperModel(options.full() ? settings : reduced, options.epochs()))
            .objective("val_accuracy")
            .maxTrials(options.trials())
            .likeKerasTuner(options.likeKerasTuner())
            .executionsPerTrial(1)
            .overwrite(!options.resume())
            .directory(options.folder())
            .projectName(data.title());
    options.prune(tuner);
    tuner.search(data.xTrain(), data.yTrain(), validationData(data.xVal(), data.yVal()));

    var bestHyperparameters = tuner.getBestHyperparameters(options.trials());
    List<Model> bestModels = tuner.getBestModels(options.trials());
    var pictures = options.pictures(data);
    pictures.scores(tuner.oracle().trials());
    pictures.report(tuner.report());
    pictures.mistakes(bestModels.get(0).predict(data.xTest(), o -> o.batchSize(256).verbose(0)));
    pictures.announce();
    options.keep(bestModels.get(0), data);

    tuner.resultsSummary(3);
    for (int m = 0; m < bestModels.size(); m++) {
      var values = bestHyperparameters.get(m).values();
      try (Model model = bestModels.get(m)) {
        var score = model.evaluate(data.xTest(), data.yTest(), o -> o.verbose(0));
        System.out.printf(
            Locale.ROOT,
            "Model %d: Hyperparameters: %s Loss: %.4g Accuracy: %.2f%%%n",
            m,
            values,
            score.get(0),
            100 * score.get(1));
      }
    }
    pictures.check();
  }
}
