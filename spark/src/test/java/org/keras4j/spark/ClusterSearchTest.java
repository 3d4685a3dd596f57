package org.keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.RandomSearchOracle;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialStatus;
import org.keras4j.tuner.Tuner;

/**
 * A search on a real cluster of processes, one of which is killed. Needs a distribution of Spark:
 * {@code -Dspark.home=FOLDER}; see CONTRIBUTING.md.
 */
@EnabledIfSystemProperty(named = "spark.home", matches = ".+")
class ClusterSearchTest {
  private static final int TRIALS = 6;

  @TempDir Path temp;

  @Test
  void aTrialWhoseExecutorIsKilledIsRunAgainAndNothingElseIs() throws Exception {
    try {
      Keras.setThreads(1, 1); // as the executors have
    } catch (IllegalStateException e) {
      // Other tests have computed in this process; for so small a model threads change nothing.
    }
    SearchTuner here = new SearchTuner(temp, "here");
    InProcess.search(here);

    SearchTuner far = new SearchTuner(temp, "far");
    Path home = Path.of(System.getProperty("spark.home"));
    Thread killer = new Thread(this::killTheVictim, "killer");
    try (StandaloneCluster cluster = new StandaloneCluster(home, temp, 2);
        JavaSparkContext spark = new JavaSparkContext(cluster.driver())) {
      far.searching = true;
      killer.start();
      SparkSearch.of(far, spark).workers(2).search(Blobs::load, Blobs::options);
      killer.join();
    }

    assertEquals(Results.of(here), Results.of(far));
    assertTrue(far.results(TRIALS).stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
    Map<String, List<String>> processes = processesByValues();
    assertEquals(TRIALS, processes.size());
    String victim = Files.readString(temp.resolve("victim"));
    Set<Integer> runs = processes.values().stream().map(List::size).collect(Collectors.toSet());
    assertEquals(Set.of(1, 2), runs, () -> "" + processes);
    List<List<String>> twice = processes.values().stream().filter(p -> p.size() == 2).toList();
    assertEquals(1, twice.size(), () -> "" + processes);
    assertEquals(victim, twice.get(0).get(0));
    assertTrue(!victim.equals(twice.get(0).get(1)), "the second run is in another process");
    System.out.println("process " + victim + " was killed; runs by values: " + processes);
    far.getBestModels(2).forEach(Model::close);
  }

  private Map<String, List<String>> processesByValues() throws IOException {
    String own = "" + ProcessHandle.current().pid();
    return Files.readAllLines(temp.resolve("trainings")).stream()
        .map(line -> line.split(" ", 2))
        .filter(parts -> !parts[0].equals(own))
        .collect(
            Collectors.groupingBy(
                parts -> parts[1], Collectors.mapping(parts -> parts[0], Collectors.toList())));
  }

  private void killTheVictim() {
    try {
      Path victim = temp.resolve("victim");
      while (!Files.exists(victim) || Files.size(victim) == 0) {
        Thread.sleep(20);
      }
      ProcessHandle.of(Long.parseLong(Files.readString(victim)))
          .orElseThrow()
          .destroyForcibly(); // kill -9
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class SearchTuner extends Tuner<SearchTuner> {
    private final Path folder;
    boolean searching;

    SearchTuner(Path folder, String project) {
      super(new WatchedModel(folder));
      this.folder = folder;
      objective("val_loss").maxTrials(TRIALS).seed(5).silent(true);
      directory(folder).projectName(project);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      Path go = folder.resolve("go");
      if (searching && !Files.exists(go)) {
        try {
          Files.createFile(go);
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
