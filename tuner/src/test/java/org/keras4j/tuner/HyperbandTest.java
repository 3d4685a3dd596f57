package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.Tuner.validationData;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** Hyperband with real models, on noisy pictures of 8 by 8 pixels of four patterns. */
class HyperbandTest {
  private static final int CLASSES = 4;

  @TempDir Path temp;

  private static NDArray[] pictures(int n, long seed) {
    Random patterns = new Random(7);
    float[][] pattern = new float[CLASSES][64];
    for (float[] p : pattern) {
      for (int i = 0; i < p.length; i++) {
        p[i] = patterns.nextInt(2);
      }
    }
    Random noise = new Random(seed);
    float[][] x = new float[n][64];
    float[][] y = new float[n][CLASSES];
    for (int k = 0; k < n; k++) {
      y[k][k % CLASSES] = 1;
      for (int i = 0; i < 64; i++) {
        x[k][i] = pattern[k % CLASSES][i] + (float) noise.nextGaussian();
      }
    }
    return new NDArray[] {NDArray.of(x), NDArray.of(y)};
  }

  private static final NDArray[] TRAINING = pictures(96, 1);
  private static final NDArray[] VALIDATION = pictures(48, 2);

  /** Notes with which weights a training begins; its input is known from the data only. */
  private static final class Pictures extends HyperModel {
    private final List<float[]> kernels = new ArrayList<>();
    private final List<String> epochs = new ArrayList<>();

    @Override
    public Model build(HyperParameters hp) {
      var model = new Sequential();
      model.add(new Dense(hp.Int("units", 4, 12)).activation("relu"));
      model.add(new Dense(CLASSES).activation("softmax"));
      var optimizer = new Adam(hp.Float("lr", 1e-3, 1e-2, Sampling.LOG));
      model.compile(
          c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
      return model;
    }

    @Override
    public History fit(HyperParameters hp, Model model, FitOptions options) {
      kernels.add(model.isBuilt() ? kernel(model) : new float[0]);
      epochs.add(options.initialEpoch() + " to " + options.epochs());
      return model.fit(options);
    }
  }

  private static float[] kernel(Model model) {
    NDArray weights = model.getWeights().get(0);
    float[] kernel = new float[weights.size()];
    int columns = (int) weights.shape().get(1);
    IntStream.range(0, kernel.length)
        .forEach(i -> kernel[i] = (float) weights.getDouble(i / columns, i % columns));
    return kernel;
  }

  private Hyperband tuner(HyperModel model) {
    return new Hyperband(model)
        .objective("val_loss")
        .maxEpochs(4)
        .factor(2)
        .seed(5)
        .silent(true)
        .directory(temp)
        .projectName("p");
  }

  private static FitOptions options() {
    return validationData(VALIDATION[0], VALIDATION[1]).batchSize(32).epochs(77).initialEpoch(5);
  }

  @Test
  void promotedModelsAreTrainedOn() {
    Pictures model = new Pictures();
    Hyperband tuner = tuner(model);
    tuner.search(TRAINING[0], TRAINING[1], options());
    List<Trial> trials = tuner.oracle().trials();
    assertEquals(15, trials.size());
    Map<String, Trial> byId = new LinkedHashMap<>();
    int promoted = 0;
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      byId.put(trial.trialId(), trial);
      HyperParameters hp = trial.hyperparameters();
      assertEquals(TrialStatus.COMPLETED, trial.status(), trial::message);
      int begin = hp.getInt("tuner/initial_epoch");
      int end = hp.getInt("tuner/epochs");
      assertEquals(begin + " to " + end, model.epochs.get(i));
      assertEquals(
          IntStream.range(begin, end).boxed().toList(),
          trial.record().executions().get(0).stream().map(EpochRecord::epoch).toList());
      assertEquals(
          List.of(trial.score()),
          trial.record().executions().get(0).stream()
              .filter(epoch -> epoch.epoch() == trial.record().bestStep())
              .map(epoch -> epoch.logs().get("val_loss"))
              .toList());
      assertEquals(begin + trial.bestStep(), trial.record().bestStep(), "a step as in KerasTuner");
      if (hp.contains("tuner/trial_id")) {
        promoted++;
        Trial source = byId.get(hp.get("tuner/trial_id"));
        assertEquals(begin, source.hyperparameters().getInt("tuner/epochs"));
        assertEquals(hp.get("units"), source.hyperparameters().get("units"));
        try (Model earlier = model.build(source.hyperparameters().copy())) {
          TrialFolder folder = tuner.folder(source.trialId());
          folder.build(earlier);
          folder.loadWeights(earlier);
          assertArrayEquals(kernel(earlier), model.kernels.get(i), 0, trial.trialId());
        }
      } else {
        assertEquals(0, model.kernels.get(i).length, "a new model");
      }
    }
    assertEquals(5, promoted);
    // Four for one epoch, two for one more, one for two more; and so on.
    assertEquals(4 + 2 + 2 + 3 * 2 + 2 * 2 + 3 * 4, epochs(tuner));
    Trial best = tuner.results(1).get(0);
    assertEquals(4, best.hyperparameters().getInt("tuner/epochs"));
    try (Model trained = tuner.getBestModels().get(0)) {
      double loss = trained.evaluate(VALIDATION[0], VALIDATION[1]).get("loss");
      assertEquals(best.score(), loss, 1e-5);
    }
  }

  private static long epochs(Hyperband tuner) {
    return tuner.oracle().trials().stream()
        .mapToLong(trial -> trial.record().executions().get(0).size())
        .sum();
  }

  @Test
  void settingsAreChecked() {
    Hyperband tuner = tuner(new Pictures());
    assertThrows(IllegalArgumentException.class, () -> tuner.maxEpochs(0));
    assertThrows(IllegalArgumentException.class, () -> tuner.factor(1));
    assertThrows(IllegalArgumentException.class, () -> tuner.hyperbandIterations(-1));
    tuner.likeKerasTuner().maxTrials(2).search(TRAINING[0], TRAINING[1], options());
    assertThrows(IllegalStateException.class, () -> tuner.maxEpochs(3));
    assertEquals(2, tuner.oracle().trials().size());
  }

  @Test
  void aGridIsSearchedByATuner() {
    GridSearch tuner =
        new GridSearch(new Pictures())
            .objective("val_loss")
            .maxTrials(3)
            .silent(true)
            .directory(temp)
            .projectName("grid");
    tuner.search(TRAINING[0], TRAINING[1], options().epochs(6));
    List<Trial> trials = tuner.oracle().trials();
    assertEquals(3, trials.size());
    assertTrue(trials.stream().allMatch(t -> t.hyperparameters().get("units").equals(4)));
    assertEquals("2", trials.get(2).trialId());
  }
}
