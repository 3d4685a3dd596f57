package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts searches off between any two of the files that a step writes, and lets them go on: the
 * trials are those of a search that was not cut off, under the same ids.
 */
@Timeout(300)
class CutWritesTest {
  @TempDir Path temp;

  private static OracleOptions options(int trials) {
    HyperParameters hp = new HyperParameters();
    hp.Int("x", 1, 3);
    hp.Boolean("b");
    return new OracleOptions()
        .hyperparameters(hp)
        .objective(new Objective("score", "min"))
        .maxTrials(trials)
        .seed(3);
  }

  private static double score(HyperParameters hp) {
    return hp.getInt("x");
  }

  @Test
  void random() throws IOException {
    check(() -> new RandomSearchOracle(options(4)));
  }

  @Test
  void bayesian() throws IOException {
    check(() -> new BayesianOptimizationOracle(options(4), 2, null, null));
  }

  @Test
  void grid() throws IOException {
    check(() -> new GridSearchOracle(options(4)));
  }

  @Test
  void hyperband() throws IOException {
    // Two models for an epoch, the better one for two.
    check(() -> new HyperbandOracle(options(4), 2, 2, 1));
  }

  private void check(Supplier<Oracle> make) throws IOException {
    ToDoubleFunction<HyperParameters> score = CutWritesTest::score;
    Path folder = temp.resolve("whole");
    Oracle whole = OracleRuns.in(folder, make.get());
    List<Map<String, String>> states = new ArrayList<>();
    states.add(begun(make));
    for (Trial t = whole.createTrial("me");
        t.status() == TrialStatus.RUNNING;
        t = whole.createTrial("me")) {
      addSteps(states, read(folder));
      OracleRuns.complete(whole, t, score);
      addSteps(states, read(folder));
    }
    assertTrue(states.size() > 20, "only " + states.size());
    for (int i = 0; i < states.size(); i++) {
      Path cut = temp.resolve("cut" + i);
      write(cut, states.get(i));
      Oracle oracle = OracleRuns.in(cut, make.get());
      oracle.reload();
      OracleRuns.toTheEnd(oracle, score);
      assertEquals(
          OracleRuns.found(whole), OracleRuns.found(oracle), "cut off with " + states.get(i));
    }
  }

  /** What there is before the first file of a trial: a folder of its name is in the way. */
  private Map<String, String> begun(Supplier<Oracle> make) throws IOException {
    String id = OracleRuns.in(temp.resolve("other"), make.get()).ask().trialId();
    Path folder = temp.resolve("begun");
    Path obstacle = folder.resolve("trial_" + id).resolve("history.json").resolve("obstacle");
    Files.createDirectories(obstacle);
    Oracle first = OracleRuns.in(folder, make.get());
    assertThrows(UncheckedIOException.class, first::ask);
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    Map<String, String> files = read(folder);
    assertEquals(Set.of("oracle.json"), files.keySet());
    return files;
  }

  /** What there is after each of the files that have changed, in the order of their writing. */
  private static void addSteps(List<Map<String, String>> states, Map<String, String> after) {
    Map<String, String> before = states.get(states.size() - 1);
    Set<String> changed = new HashSet<>(after.keySet());
    changed.removeIf(name -> after.get(name).equals(before.get(name)));
    Map<String, String> now = new TreeMap<>(before);
    for (String last : List.of("history.json", "trial.json", "oracle.json")) {
      for (String name : changed) {
        if (name.endsWith(last)) {
          now.put(name, after.get(name));
          states.add(new TreeMap<>(now));
        }
      }
    }
    assertEquals(after, now);
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        all.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (String name : files.keySet()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, files.get(name));
    }
  }
}
