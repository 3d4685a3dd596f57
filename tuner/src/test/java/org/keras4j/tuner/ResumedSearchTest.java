package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches that go on in a folder of which something is missing or damaged. */
@Timeout(120)
class ResumedSearchTest {
  private static final int TRIALS = 12;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void search() {
    folder = temp.resolve("p");
    RandomSearchOracle oracle = oracle();
    for (int i = 0; i < 5; i++) {
      run(oracle, oracle.createTrial("tuner0"));
    }
  }

  private RandomSearchOracle oracle() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    hp.Choice("act", "relu", "tanh");
    OracleOptions options = new OracleOptions().hyperparameters(hp).maxTrials(TRIALS).seed(4);
    RandomSearchOracle oracle = new RandomSearchOracle(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(folder);
    return oracle;
  }

  private static void run(Oracle oracle, Trial trial) {
    double score = trial.hyperparameters().getDouble("x");
    oracle.updateTrial(trial.trialId(), Map.of("default_objective", score), 0);
    trial.setStatus(TrialStatus.COMPLETED);
    oracle.endTrial(trial);
  }

  /** Goes on to the end, which must come. */
  private static void runToTheEnd(Oracle oracle) {
    for (int i = 0; i <= TRIALS; i++) {
      Trial trial = oracle.createTrial("tuner0");
      if (trial.status() == TrialStatus.STOPPED) {
        return;
      }
      run(oracle, trial);
    }
    throw new AssertionError("the search does not end");
  }

  private Map<String, String> trialFiles() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.endsWith("trial.json")).toList()) {
        all.put(file.getParent().getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }

  private String refusal() {
    RandomSearchOracle oracle = oracle();
    return assertThrows(IllegalStateException.class, oracle::reload).getMessage();
  }

  private static void delete(Path trial) throws IOException {
    try (Stream<Path> files = Files.list(trial)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(trial);
  }

  @Test
  void aFolderThatIsGoneIsDoneWithoutAndNoOtherOneIsOverwritten() throws IOException {
    delete(folder.resolve("trial_02"));
    Map<String, String> before = trialFiles();
    RandomSearchOracle resumed = oracle();
    resumed.reload();
    runToTheEnd(resumed);
    Map<String, String> after = trialFiles();
    assertEquals(TRIALS, after.size());
    before.forEach((id, text) -> assertEquals(text, after.get(id), id));
    assertFalse(after.containsKey("trial_02"), "an id is used once");
    assertTrue(after.containsKey("trial_12"));
  }

  @Test
  void theLastFolderMayBeGoneToo() throws IOException {
    delete(folder.resolve("trial_04"));
    RandomSearchOracle resumed = oracle();
    resumed.reload();
    assertEquals("05", resumed.createTrial("tuner0").trialId());
  }

  @Test
  void anInterruptedTrialWhoseFolderIsGoneIsNotRunAgain() throws IOException {
    oracleWithRunningTrial();
    delete(folder.resolve("trial_05"));
    RandomSearchOracle resumed = oracle();
    resumed.reload();
    runToTheEnd(resumed);
    assertEquals(TRIALS, resumed.trials().size());
  }

  private void oracleWithRunningTrial() {
    RandomSearchOracle oracle = oracle();
    oracle.reload();
    assertEquals("05", oracle.createTrial("tuner0").trialId());
    Path file = folder.resolve("oracle.json");
    String text = ProjectFiles.readJson(file).members().toString();
    assertTrue(text.contains("ongoing_trials={tuner0=05}"), text);
  }

  @Test
  void aFolderThatAKillLeftEmptyIsUsed() throws IOException {
    Files.createFile(
        Files.createDirectory(folder.resolve("trial_05")).resolve(".trial.json.1.tmp"));
    RandomSearchOracle resumed = oracle();
    resumed.reload();
    assertEquals("05", resumed.createTrial("tuner0").trialId());
  }

  @Test
  void aMissingFileIsNamedWithTheWayOut() throws IOException {
    Path file = folder.resolve("trial_03/trial.json");
    Files.delete(file);
    String message = refusal();
    assertTrue(message.contains(file + " is missing"), message);
    assertTrue(message.contains("delete the folder " + file.getParent()), message);
    delete(file.getParent());
    oracle().reload();
  }

  @Test
  void aFileOfAnotherTrialIsNamed() throws IOException {
    Path file = folder.resolve("trial_03/trial.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"03\"", "\"13\""));
    String message = refusal();
    assertTrue(message.contains(file + " is damaged") && message.contains("\"13\""), message);
    Files.writeString(file, text.replace("\"03\"", "\"/../../../evil\""));
    assertTrue(refusal().contains("evil"));
    Files.writeString(file, text.replace("COMPLETED", "COMPLETEE"));
    assertTrue(refusal().contains(file + " is damaged"));
    Files.writeString(file, text.replaceAll("\"score\":[0-9.e-]*", "\"score\":null"));
    assertTrue(refusal().contains("a completed trial has no \"score\""));
    Path oracle = folder.resolve("oracle.json");
    Files.writeString(file, text);
    Files.writeString(oracle, Files.readString(oracle).replace("\"04\"", "\"/../../../evil\""));
    assertTrue(refusal().contains("\"/../../../evil\", which is no trial's id"));
    Files.delete(oracle);
    assertTrue(refusal().contains(oracle.toString()));
  }

  @Test
  void anOracleThatDidNotReadTheFolderOverwritesNothing() throws IOException {
    Map<String, String> before = trialFiles();
    RandomSearchOracle fresh = oracle();
    run(fresh, fresh.createTrial("tuner0"));
    Map<String, String> after = trialFiles();
    assertEquals(6, after.size());
    before.forEach((id, text) -> assertEquals(text, after.get(id), id));
  }

  @Test
  void aFlippedBitIsFoundOrDoesNoHarm() throws IOException {
    for (String name : List.of("trial_02/trial.json", "oracle.json")) {
      Path file = folder.resolve(name);
      byte[] good = Files.readAllBytes(file);
      int found = 0;
      for (int bit = 0; bit < 8 * good.length; bit += 3) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bad);
        RandomSearchOracle resumed = oracle();
        try {
          resumed.reload();
        } catch (IllegalStateException e) {
          assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
          found++;
          continue;
        }
        assertEquals(5, resumed.trials().size());
        resumed.getBestTrials(3);
      }
      assertTrue(found > 100, name + ": " + found);
      Files.write(file, good);
    }
    assertEquals(5, trialFiles().size());
  }
}
