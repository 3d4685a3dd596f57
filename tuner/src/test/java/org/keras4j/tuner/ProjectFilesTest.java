package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that are kept on disk, in files that KerasTuner reads and writes too. */
class ProjectFilesTest {
  private static final String FIXTURE = "kerastuner-project/";
  private static final double[] SCORES = {0.5, Double.NaN, 0.75, 0.625};

  @TempDir Path temp;

  /** The search of parity/tuner_project.py. */
  private static RandomSearchOracle search(Path folder) {
    HyperParameters hp = new HyperParameters();
    hp.Int("units", 4, 16, step(4));
    hp.Choice("act", "relu", "tanh");
    hp.Boolean("drop");
    hp.Float("lr", 1e-4, 1e-2, LOG);
    hp.nameScope("net", () -> hp.Float("slope", 0, 1, step(0.25), defaultValue(0.5)));
    hp.conditionalScope(
        "act",
        List.of("relu"),
        () -> {
          hp.Fixed("fx", 7);
          hp.Int("depth", 1, 64, LOG);
        });
    RandomSearchOracle oracle = oracle(folder, hp);
    for (int i = 0; i < SCORES.length; i++) {
      Trial trial = oracle.createTrial("tuner0");
      report(oracle, trial, 1.5 - i, SCORES[i], i);
      report(oracle, trial, 1.25 - i, SCORES[i] / 2, i + 1);
      trial.setStatus(TrialStatus.COMPLETED);
      oracle.endTrial(trial);
    }
    oracle.createTrial("tuner0");
    oracle.save();
    return oracle;
  }

  private static RandomSearchOracle oracle(Path folder, HyperParameters hp) {
    OracleOptions options =
        new OracleOptions()
            .objective(new Objective("val_accuracy", "max"))
            .maxTrials(10)
            .seed(1)
            .hyperparameters(hp);
    RandomSearchOracle oracle = new RandomSearchOracle(options);
    oracle.setSilent(true);
    oracle.setProjectFolder(folder);
    return oracle;
  }

  private static void report(Oracle oracle, Trial trial, double loss, double accuracy, int step) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", loss);
    metrics.put("val_accuracy", accuracy);
    oracle.updateTrial(trial.trialId(), metrics, step);
  }

  @Test
  void theSameSearchLeavesTheSameFiles() throws IOException {
    Path folder = Path.of("target", "interop-project"); // read by parity/tuner_interop_check.py
    new ProjectFiles(folder).delete();
    search(folder);
    new ProjectFiles(folder).saveTuner("tuner0");

    assertSameTree(comparable("oracle.json"), comparable(folder.resolve("oracle.json")));
    for (String id : List.of("00", "01", "02", "03", "04")) {
      String file = "trial_" + id + "/trial.json";
      assertSameTree(comparable(file), comparable(folder.resolve(file)));
    }
    assertEquals("{}", Files.readString(folder.resolve("tuner0.json")));
    try (Stream<Path> all = Files.walk(folder)) {
      assertFalse(all.anyMatch(p -> p.toString().endsWith(".tmp")));
    }
  }

  private static final Set<String> OWN =
      Set.of("objective", "enqueued", "enqueued_before", "search_algorithm");

  private static Map<String, Object> comparable(String resource) {
    return comparable(Resources.json(FIXTURE + resource));
  }

  private static Map<String, Object> comparable(Path file) throws IOException {
    return comparable(Json.read(Files.readString(file), file.toString()));
  }

  /** Leaves out what cannot be the same: times, the order of a set, the reason of a failure. */
  private static Map<String, Object> comparable(JsonObject file) {
    Map<String, Object> tree = new LinkedHashMap<>(file.members());
    // What KerasTuner does not keep and passes over.
    OWN.forEach(tree::remove);
    if (tree.containsKey("display")) {
      tree.put("display", file.object("display").object("trial_number").members());
      tree.put("tried_so_far", new HashSet<>(file.list("tried_so_far")));
    }
    if (tree.containsKey("message")) {
      tree.put("message", null);
    }
    return tree;
  }

  private static void assertSameTree(Map<String, Object> expected, Map<String, Object> actual) {
    assertEquals(expected, actual);
    assertEquals(expected.keySet(), actual.keySet());
  }

  @Test
  void aSearchOfKerasTunerGoesOnHere() throws IOException {
    Path folder = copyFixture();
    RandomSearchOracle reloaded = oracle(folder, new HyperParameters());
    reloaded.reload();
    assertGoesOn(reloaded, search(temp.resolve("own")));
  }

  @Test
  void aSearchOfOursGoesOn() {
    search(temp.resolve("p"));
    RandomSearchOracle reloaded = oracle(temp.resolve("p"), new HyperParameters());
    reloaded.reload();
    assertGoesOn(reloaded, search(temp.resolve("own")));
  }

  private static void assertGoesOn(Oracle reloaded, Oracle uninterrupted) {
    assertEquals(
        List.of("00", "01", "02", "03", "04"),
        reloaded.trials().stream().map(Trial::trialId).toList());
    assertEquals("02", reloaded.getBestTrials(1).get(0).trialId());
    assertEquals(0.75, reloaded.getBestTrials(1).get(0).score());
    assertEquals(2, reloaded.getBestTrials(1).get(0).bestStep());
    assertEquals(TrialStatus.FAILED, reloaded.getTrial("01").status());
    assertEquals(7, reloaded.getSpace().space().size());

    Trial again = reloaded.createTrial("tuner0");
    assertEquals("04", again.trialId(), "the interrupted trial comes first");
    assertEquals(again.trialId(), reloaded.createTrial("tuner0").trialId());
    Trial next = reloaded.createTrial("tuner1");
    assertEquals("05", next.trialId());
    Trial expected = uninterrupted.createTrial("tuner1");
    assertEquals(expected.hyperparameters().values(), next.hyperparameters().values());
    assertEquals(4, reloaded.remainingTrials());
  }

  @Test
  void aTrialThatWasStartedButNotNotedIsRunAgain() throws IOException {
    search(temp.resolve("p"));
    Path file = temp.resolve("p/oracle.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("{\"tuner0\":\"04\"}", "{}"));
    RandomSearchOracle reloaded = oracle(temp.resolve("p"), new HyperParameters());
    reloaded.reload();
    assertEquals("04", reloaded.createTrial("tuner0").trialId());
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    search(temp.resolve("p"));
    Path trial = temp.resolve("p/trial_02/trial.json");
    String text = Files.readString(trial);
    assertUnreadable("trial.json", () -> Files.writeString(trial, text.substring(0, 100)));
    Files.writeString(trial, text);
    Path oracle = temp.resolve("p/oracle.json");
    assertUnreadable(
        "seed_state",
        () -> Files.writeString(oracle, Files.readString(oracle).replace("seed_state", "x")));
  }

  private interface Damage {
    void happen() throws IOException;
  }

  private void assertUnreadable(String part, Damage damage) throws IOException {
    damage.happen();
    RandomSearchOracle reloaded = oracle(temp.resolve("p"), new HyperParameters());
    String message = assertThrows(IllegalStateException.class, reloaded::reload).getMessage();
    assertTrue(message.contains(part) && message.contains("setProjectFolder"), message);
  }

  @Test
  void deletionTakesTheWholeFolder() {
    search(temp.resolve("p"));
    new ProjectFiles(temp.resolve("p")).delete();
    // A lock that is deleted can be held twice.
    assertArrayEquals(new String[] {ProjectLock.FILE}, temp.resolve("p").toFile().list());
    new ProjectFiles(temp.resolve("p")).delete();
  }

  private Path copyFixture() throws IOException {
    Path folder = temp.resolve("kt");
    for (String file :
        List.of(
            "oracle.json",
            "trial_00/trial.json",
            "trial_01/trial.json",
            "trial_02/trial.json",
            "trial_03/trial.json",
            "trial_04/trial.json")) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, Resources.text(FIXTURE + file));
    }
    return folder;
  }
}
