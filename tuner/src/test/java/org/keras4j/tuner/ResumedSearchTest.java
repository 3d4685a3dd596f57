package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** The history of a trial is written first. */
  @Test
  void aTrialOfWhichAKillLeftTheHistoryAloneBeginsUnderItsId() throws IOException {
    Path trial = Files.createDirectory(folder.resolve("trial_05"));
    Files.copy(folder.resolve("trial_04/history.json"), trial.resolve("history.json"));
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
  void damagedTrialsCanBeLeftOut() throws IOException {
    Files.writeString(folder.resolve("trial_01/trial.json"), "{");
    Files.delete(folder.resolve("trial_03/trial.json"));
    assertTrue(refusal().contains("leaveOutDamagedTrials(true)"));
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle resumed =
        new RandomSearchOracle(
            new OracleOptions().hyperparameters(hp).maxTrials(TRIALS).leaveOutDamagedTrials(true));
    resumed.setSilent(true);
    resumed.setProjectFolder(folder);
    resumed.reload();
    assertEquals(List.of("00", "02", "04"), resumed.trials().stream().map(Trial::trialId).toList());
    assertTrue(Files.exists(folder.resolve("trial_01/trial.json")), "looking moves nothing");
    assertEquals("05", resumed.createTrial("tuner0").trialId(), "no id is given twice");
    assertEquals("{", Files.readString(folder.resolve("left_out/trial_01/trial.json")));
    assertTrue(Files.isDirectory(folder.resolve("left_out/trial_03")));
    RandomSearchOracle later = oracle();
    later.reload();
    assertEquals(4, later.trials().size());
    assertEquals("05", later.createTrial("tuner1").trialId(), "the one that was cut off");
  }

  /** What a hand can do to a value: take it away, or put something else in its place. */
  @Test
  void everyValueThatIsReplacedByHandIsFoundOrDoesNoHarm() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    int found = 0;
    for (String name : List.of("trial_02/trial.json", "trial_02/history.json", "oracle.json")) {
      Path file = folder.resolve(name);
      String good = Files.readString(file);
      for (String replacement :
          List.of("null", "\"2026-13-45\"", "-1", "1e300", "true", "[]", "[null]", "{}", "NaN")) {
        int count = pointers(mapper.readTree(good), "", new ArrayList<>()).size();
        for (int i = 0; i < count; i++) {
          JsonNode tree = mapper.readTree(good);
          String pointer = pointers(tree, "", new ArrayList<>()).get(i);
          replace(tree, pointer);
          Files.writeString(file, tree.toString().replace("\"HERE\"", replacement));
          RandomSearchOracle resumed = oracle();
          String what = name + pointer + " = " + replacement;
          try {
            resumed.reload();
          } catch (IllegalStateException e) {
            assertTrue(e.getMessage().contains(file.toString()), what + ": " + e.getMessage());
            found++;
            continue;
          } catch (RuntimeException e) {
            throw new AssertionError(what, e);
          }
          assertDoesNotThrow(() -> resumed.getBestTrials(9).forEach(Trial::summary), what);
        }
        Files.writeString(file, replacement);
        assertTrue(refusal().contains(file.toString()), replacement);
      }
      Files.writeString(file, good);
    }
    assertTrue(found > 500, "" + found);
  }

  private static List<String> pointers(JsonNode node, String path, List<String> all) {
    if (!path.isEmpty()) {
      all.add(path);
    }
    node.fieldNames().forEachRemaining(key -> pointers(node.get(key), path + "/" + key, all));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers(node.get(i), path + "/" + i, all);
    }
    return all;
  }

  private static void replace(JsonNode tree, String pointer) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, slash));
    String key = pointer.substring(slash + 1);
    if (parent instanceof ObjectNode object) {
      object.put(key, "HERE");
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(key), "HERE");
    }
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
    String state = Files.readString(folder.resolve("oracle.json"));
    RandomSearchOracle fresh = oracle();
    String message =
        assertThrows(IllegalStateException.class, () -> fresh.createTrial("tuner0")).getMessage();
    assertTrue(message.contains("reload"), message);
    assertEquals(before, trialFiles());
    assertEquals(state, Files.readString(folder.resolve("oracle.json")));
  }

  private static Oracle ofKind(int kind, Path folder) {
    HyperParameters hp = new HyperParameters();
    hp.Int("u", 1, 99);
    OracleOptions options =
        new OracleOptions().hyperparameters(hp).objective(new Objective("y", "min")).maxTrials(20);
    Oracle oracle =
        switch (kind) {
          case 0 -> new RandomSearchOracle(options);
          case 1 -> new GridSearchOracle(options);
          case 2 -> new HyperbandOracle(options, 4, 2, 1);
          default -> new BayesianOptimizationOracle(options);
        };
    return OracleRuns.in(folder, oracle);
  }

  @Test
  void aSearchOfAnotherKindIsRefused() throws IOException {
    for (int kind = 0; kind < 4; kind++) {
      Path begun = temp.resolve("kind" + kind);
      Oracle oracle = ofKind(kind, begun);
      oracle.complete(oracle.ask().trialId(), Map.of("y", 1.0));
      for (int other = 0; other < 4; other++) {
        Oracle resumed = ofKind(other, begun);
        if (other == kind) {
          resumed.reload();
          assertEquals(1, resumed.trials().size());
          continue;
        }
        String message = assertThrows(IllegalStateException.class, resumed::reload).getMessage();
        assertTrue(message.contains("by " + oracle.getClass().getSimpleName()), message);
        assertTrue(message.contains("not by " + resumed.getClass().getSimpleName()), message);
        assertFalse(message.contains("damaged"), message);
      }
    }
  }

  /** As those of KerasTuner and of earlier versions are. */
  @Test
  void aSearchThatDoesNotSayItsKindIsKnownByItsEntries() throws IOException {
    for (int kind = 0; kind < 4; kind++) {
      Path begun = temp.resolve("old" + kind);
      Oracle oracle = ofKind(kind, begun);
      oracle.complete(oracle.ask().trialId(), Map.of("y", 1.0));
      Path file = begun.resolve("oracle.json");
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode tree = (ObjectNode) mapper.readTree(Files.readString(file));
      tree.remove("search_algorithm");
      if (kind == 1) {
        tree.remove(List.of("ordered_ids", "populate_next"));
      }
      Files.writeString(file, mapper.writeValueAsString(tree));
      for (int other = 0; other < 4; other++) {
        Oracle resumed = ofKind(other, begun);
        if (other == kind || (kind < 2 && other < 2)) {
          resumed.reload();
          assertEquals(1, resumed.trials().size());
        } else {
          String message = assertThrows(IllegalStateException.class, resumed::reload).getMessage();
          assertTrue(message.contains("not by " + resumed.getClass().getSimpleName()), message);
        }
      }
    }
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
