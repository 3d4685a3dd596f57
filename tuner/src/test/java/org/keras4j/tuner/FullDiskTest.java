package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** Files that cannot be saved end a search; a folder of the same name stands for a full disk. */
@Timeout(120)
class FullDiskTest {
  @TempDir Path temp;
  private Path full;

  private static void fill(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.createDirectories(file.resolve("in the way"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makeRoom(Path file) throws IOException {
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
  }

  private final class Models extends Tuner<Models> {
    Models() {
      super(
          HyperModel.of(
              hp -> {
                Model model =
                    Sequential.of(Input.of(1), new Dense(hp.Int("units", 1, 9)), new Dense(1));
                model.compile(c -> c.loss("mse"));
                return model;
              }));
      objective("loss").maxTrials(2).seed(1).silent(true).directory(temp).projectName("p");
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected void beforeFit(Trial trial, Model model, FitOptions options) {
      if (trial.trialId().equals("1") && full != null) {
        fill(full);
      }
    }
  }

  private void endsAtOnceAndGoesOn(String file, boolean sameTuner) throws IOException {
    full = temp.resolve("p").resolve(file);
    Models tuner = new Models();
    NDArray x = NDArray.of(new float[][] {{1}, {2}});
    String message =
        assertThrows(UncheckedIOException.class, () -> tuner.search(x, x, new FitOptions()))
            .getMessage();
    assertTrue(message.contains(full.getParent().toString()), message);
    assertTrue(message.contains("Make room there"), message);
    makeRoom(full);
    full = null;
    Models resumed = sameTuner ? tuner : new Models();
    resumed.search(x, x, new FitOptions());
    List<Trial> trials = resumed.oracle().trials();
    assertEquals(2, trials.size());
    for (Trial trial : trials) {
      assertEquals(TrialStatus.COMPLETED, trial.status(), trial::message);
      assertEquals(1, trial.metrics().getHistory("loss").get(0).values().size());
    }
    assertEquals(
        trials.toString(), new Models().oracle().trials().toString(), "what is on the disk");
  }

  @Test
  void ofTheWeights() throws IOException {
    endsAtOnceAndGoesOn("trial_1/checkpoint.weights.h5", false);
  }

  @Test
  void ofTheWeightsAndTheSameTunerGoesOn() throws IOException {
    endsAtOnceAndGoesOn("trial_1/checkpoint.weights.h5", true);
  }

  @Test
  void ofTheShapeOfTheInput() throws IOException {
    endsAtOnceAndGoesOn("trial_1/build_config.json", false);
  }

  @Test
  void ofATrialAndTheSameTunerGoesOn() throws IOException {
    endsAtOnceAndGoesOn("trial_1/trial.json", true);
  }

  @Test
  void ofTheOracleAfterATrial() throws IOException {
    Path file = temp.resolve("p/oracle.json");
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(new OracleOptions().hyperparameters(hp).maxTrials(3).seed(1));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("p"));
    Trial trial = oracle.createTrial("me");
    String known = Files.readString(file);
    oracle.updateTrial(trial.trialId(), Map.of("default_objective", 0.5), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    Path trialFile = temp.resolve("p/trial_0/trial.json");
    fill(trialFile);
    assertThrows(UncheckedIOException.class, () -> oracle.endTrial(trial));
    assertEquals(known, Files.readString(file));
    makeRoom(trialFile);
    oracle.createTrial("me");
    assertTrue(Files.readString(trialFile).contains("COMPLETED"));
  }

  @Test
  void anErrorOfReadingDataFailsItsTrialOnly() {
    class Reading extends Tuner<Reading> {
      Reading() {
        super(null);
        maxTrials(2).seed(1).silent(true).directory(temp);
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return new RandomSearchOracle(options);
      }

      @Override
      protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
        trial.hyperparameters().Float("x", 0, 1);
        throw new UncheckedIOException(new IOException("a picture is damaged"));
      }
    }
    Reading tuner = new Reading();
    tuner.search(new FitOptions());
    assertEquals(
        List.of(TrialStatus.FAILED, TrialStatus.FAILED),
        tuner.oracle().trials().stream().map(Trial::status).toList());
  }
}
