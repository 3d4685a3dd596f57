package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;

/** What a search leaves behind as data. */
@Timeout(120)
class SearchRecordTest {
  @TempDir Path temp;

  private static final class Models extends Tuner<Models> {
    Models() {
      super(
          HyperModel.of(
              hp -> {
                if (hp.Int("units", 1, 3) == 2) {
                  throw new IllegalStateException("two, \"of\" all\nnumbers");
                }
                Model model =
                    Sequential.of(Input.of(1), new Dense(hp.getInt("units")), new Dense(1));
                model.compile(c -> c.loss("mse").metrics("mae"));
                return model;
              }));
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected void onTrialBegin(Trial trial) {
      assertTrue(trialDir(trial.trialId()).endsWith(Path.of("p", "trial_" + trial.trialId())));
      assertThrows(IllegalArgumentException.class, () -> trialDir("../.."));
    }
  }

  private Models tuner() {
    return new Models()
        .objective("val_loss")
        .maxTrials(3)
        .executionsPerTrial(2)
        .seed(1)
        .silent(true)
        .directory(temp)
        .projectName("p");
  }

  @Test
  void everyEpochOfEveryTrainingIsThereAndIsSaved() throws Exception {
    Models tuner = tuner();
    NDArray x = NDArray.of(new float[][] {{1}, {2}});
    tuner.search(x, x, Tuner.validationData(x, x).epochs(4).validationFreq(2));
    SearchRecord search = tuner.record();
    assertEquals(3, search.trials().size());
    int failed = 0;
    for (TrialRecord trial : search.trials()) {
      assertFalse(trial.began().isAfter(trial.ended()), trial.toString());
      if (trial.values().get("units").equals(2)) {
        assertEquals(TrialStatus.FAILED, trial.status());
        assertTrue(trial.message().contains("two, \"of\" all"));
        failed++;
        continue;
      }
      assertEquals(TrialStatus.COMPLETED, trial.status());
      assertEquals(2, trial.executions().size());
      for (List<EpochRecord> epochs : trial.executions()) {
        assertEquals(List.of(0, 1, 2, 3), epochs.stream().map(EpochRecord::epoch).toList());
        assertEquals(Set.of("loss", "mae"), epochs.get(0).logs().keySet());
        assertEquals(Set.of("loss", "mae", "val_loss", "val_mae"), epochs.get(1).logs().keySet());
      }
      assertThrows(
          UnsupportedOperationException.class,
          () -> trial.executions().get(0).get(0).logs().put("a", 1.0));
      assertThrows(UnsupportedOperationException.class, () -> trial.values().put("units", 9));
    }
    assertEquals(1, failed);
    assertEquals(search, tuner().record(), "a search that is resumed has it");

    String csv = search.toCsv();
    List<String> lines = csv.lines().toList();
    assertEquals(
        "trial_id,status,score,best_step,began,ended,pruned,execution,epoch,values.units,logs.loss,"
            + "logs.mae,logs.val_loss,logs.val_mae,message",
        lines.get(0));
    assertEquals(1 + 2 * 8 + 1, lines.size());
    assertEquals(
        1,
        lines.stream()
            .filter(
                line ->
                    line.endsWith(
                        ",false,,,2,,,,,\"java.lang.IllegalStateException: two, \"\"of\"\" all\""))
            .count(),
        csv);
    JsonNode json = new ObjectMapper().readTree(search.toJson());
    assertEquals(3, json.get("trials").size());
    TrialRecord first = search.trials().get(0);
    assertEquals(
        first.executions().get(0).get(0).logs().get("loss"),
        json.at("/trials/0/executions/0/epochs/0/logs/loss").doubleValue());
    assertEquals(first.began().toString(), json.at("/trials/0/began").textValue());
  }

  @Test
  void whatAProgramTellsIsOneExecution() throws Exception {
    HyperParameters hp = new HyperParameters();
    hp.Float("loss", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(
            new OracleOptions().hyperparameters(hp).objective("loss").maxTrials(2).seed(1));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("p"));
    String id = oracle.ask().trialId();
    oracle.updateTrial(id, Map.of("loss", 0.5), 0);
    oracle.complete(id, Map.of("loss", 0.25));
    assertEquals(
        List.of(
            List.of(
                new EpochRecord(0, Map.of("loss", 0.5)), new EpochRecord(1, Map.of("loss", 0.25)))),
        oracle.record().trials().get(0).executions());
    Files.delete(temp.resolve("p/trial_0/history.json"));
    RandomSearchOracle later =
        new RandomSearchOracle(
            new OracleOptions().hyperparameters(hp).objective("loss").maxTrials(2).seed(1));
    later.setProjectFolder(temp.resolve("p"));
    later.reload();
    assertEquals(
        oracle.record().trials().get(0).executions(), later.record().trials().get(0).executions());
    assertTrue(later.record().toCsv().contains(",values.loss,logs.loss,"));
  }

  @Test
  void theEpochOfTheScoreIsCountedAsByFit() {
    NDArray x = NDArray.of(new float[][] {{1}, {2}});
    Models tuner = tuner().maxTrials(2);
    tuner.search(x, x, Tuner.validationData(x, x).initialEpoch(4).epochs(6).validationFreq(6));
    for (TrialRecord trial : tuner.record().trials()) {
      if (trial.status() == TrialStatus.COMPLETED) {
        assertEquals(5, trial.bestStep());
      }
    }
    assertEquals(tuner.record(), tuner().maxTrials(2).record(), "a search that is resumed has it");
    assertEquals(
        List.of("5", "5", "5", "5"),
        tuner
            .record()
            .toCsv()
            .lines()
            .filter(l -> l.contains(",COMPLETED,"))
            .limit(4)
            .map(l -> l.split(",", -1)[3])
            .toList());
  }

  @Test
  void historiesOfEarlierVersionsAreRead() {
    String saved =
        "{\"began\": null, \"ended\": null, \"executions\":"
            + " [{\"epochs\": [{\"epoch\": 0, \"logs\": {\"loss\": 0.5}}]}]}";
    TrialHistory history = TrialHistory.fromState(Json.read(saved, "history.json"));
    assertEquals(List.of(List.of(new EpochRecord(0, Map.of("loss", 0.5)))), history.executions());
    assertEquals(1, history.epochs());
    assertFalse(history.isPruned());
  }
}
