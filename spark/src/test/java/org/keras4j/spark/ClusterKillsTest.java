package org.keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.SearchRecord;
import org.keras4j.tuner.TrialRecord;
import org.keras4j.tuner.TrialStatus;

/**
 * Kills the driver of a search on a real cluster, and its executors, in turn at random moments, and
 * lets the search go on: what comes out is what a search in one process finds. Needs {@code
 * -Dspark.home=FOLDER}; {@code -Dkills=N} makes more than 10 kills.
 */
@EnabledIfSystemProperty(named = "spark.home", matches = ".+")
class ClusterKillsTest {
  @TempDir Path temp;
  private final Random random = new Random(1);
  private final Map<String, TrialRecord> finished = new LinkedHashMap<>();
  private int driverKills;
  private int executorKills;

  @Test
  void aSearchThatIsKilledFindsWhatAnotherOneDoes() throws Exception {
    try {
      Keras.setThreads(1, 1); // as the executors have
    } catch (IllegalStateException e) {
      // Other tests have computed in this process; for so small a model threads change nothing.
    }
    RandomSearch here = KilledDriver.tuner(temp, "here");
    here.search(() -> KilledDriver.options(Blobs.load()));

    int kills = Integer.getInteger("kills", 10);
    Path home = Path.of(System.getProperty("spark.home"));
    try (StandaloneCluster cluster = new StandaloneCluster(home, temp, 2)) {
      long start = System.nanoTime();
      assertEquals(0, driver(cluster, "undisturbed").waitFor());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertSame(here, "undisturbed");
      for (int i = 0; driverKills + executorKills < kills; i++) {
        finished.clear();
        killed(cluster, "killed" + i, kills, millis);
        assertSame(here, "killed" + i);
      }
    }
    System.out.println(
        driverKills + " drivers and " + executorKills + " executors were killed; the same results");
  }

  private void killed(StandaloneCluster cluster, String project, int kills, long millis)
      throws IOException, InterruptedException {
    boolean ended = false;
    while (!ended) {
      Process driver = driver(cluster, project);
      while (driver.isAlive() && driverKills + executorKills < kills) {
        if (driver.waitFor(1 + random.nextLong(millis), TimeUnit.MILLISECONDS)) {
          break;
        }
        List<ProcessHandle> executors = cluster.executors();
        if (executorKills < driverKills && !executors.isEmpty()) {
          executors.get(random.nextInt(executors.size())).destroyForcibly();
          executorKills++;
        } else {
          driver.destroyForcibly().waitFor(); // kill -9
          driverKills++;
          look(project);
          break;
        }
      }
      int exit = driver.waitFor();
      ended = exit == 0;
      // 137: killed
      assertEquals(ended ? 0 : 137, exit, "see the file " + project + ".log");
    }
  }

  /** What was completed is there unchanged. */
  private void look(String project) {
    if (!temp.resolve(project).resolve("oracle.json").toFile().exists()) {
      assertEquals(0, finished.size());
      return;
    }
    Map<String, TrialRecord> now = new LinkedHashMap<>();
    SearchRecord.of(temp.resolve(project)).trials().stream()
        .filter(trial -> trial.status() == TrialStatus.COMPLETED)
        .forEach(trial -> now.put(trial.trialId(), trial));
    finished.forEach((id, trial) -> assertEquals(trial, now.get(id)));
    finished.putAll(now);
    System.out.println(
        "kill " + (driverKills + executorKills) + ": " + finished.size() + " trials finished");
  }

  private void assertSame(RandomSearch here, String project) {
    RandomSearch far = KilledDriver.tuner(temp, project);
    assertEquals(Results.of(here), Results.of(far));
    assertEquals(best(here), best(far));
  }

  private static List<NDArray> best(RandomSearch tuner) {
    try (Model best = tuner.getBestModels().get(0)) {
      return List.copyOf(best.getWeights());
    }
  }

  private Process driver(StandaloneCluster cluster, String project) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(KilledDriver.class.getName(), cluster.url(), temp.toString(), project));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(temp.resolve(project + ".log").toFile()))
        .start();
  }
}
