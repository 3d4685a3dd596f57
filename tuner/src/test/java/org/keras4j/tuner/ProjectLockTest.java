package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;

/** One search at a time in a folder. */
@Timeout(120)
class ProjectLockTest {
  @TempDir Path temp;

  /** Locks a search, says so, and waits for a line of input. */
  private static final String OTHER_PROCESS =
      """
      import java.nio.channels.FileChannel;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardOpenOption;

      public class Other {
        public static void main(String[] args) throws Exception {
          Path file = Path.of(args[0]);
          Files.createDirectories(file.getParent());
          Files.writeString(file, "process 4711 on elsewhere");
          try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock(1 << 20, 1, false);
            System.out.println("locked");
            System.in.read();
          }
        }
      }
      """;

  /** Looks for the least x, and does something in each trial. */
  private final class Least extends Tuner<Least> {
    private final Runnable inTrial;

    Least(Runnable inTrial) {
      super(null);
      this.inTrial = inTrial;
      maxTrials(3).seed(1).silent(true).directory(temp).projectName("p");
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      inTrial.run();
      return List.of(TrialResult.of(trial.hyperparameters().Float("x", 0, 1)));
    }
  }

  private Least least() {
    return new Least(() -> {});
  }

  private static String refusal(Runnable action) {
    return assertThrows(IllegalStateException.class, action::run).getMessage();
  }

  @Test
  void whereAnotherProcessSearchesNothingIsWritten() throws Exception {
    Path lock = temp.resolve("p").resolve(ProjectLock.FILE);
    Path source = Files.writeString(temp.resolve("Other.java"), OTHER_PROCESS);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(),
                lock.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("locked", out.readLine());
      Least tuner = least();
      String message = refusal(() -> tuner.search(new FitOptions()));
      assertTrue(message.contains(temp.resolve("p").toString()), message);
      assertTrue(message.contains("process 4711 on elsewhere"), message);
      assertTrue(message.contains("another projectName"), message);
      assertFalse(Files.exists(temp.resolve("p/oracle.json")));
      Least deleting = least().overwrite(true);
      assertTrue(refusal(() -> deleting.oracle()).contains("4711"));
      other.destroyForcibly();
      other.waitFor();
      tuner.search(new FitOptions());
      assertEquals(3, tuner.oracle().trials().size());
    } finally {
      other.destroy();
    }
  }

  @Test
  void twoTunersOfOneProcessDoNotSearchAtOnce() {
    int[] refused = {0};
    Least tuner =
        new Least(
            () -> {
              Least second = least();
              assertEquals(1, Math.min(1, second.results(9).size()), "looking is allowed");
              for (int i = 0; i < 2; i++) {
                String message = refusal(() -> second.search(new FitOptions()));
                assertTrue(message.contains(temp.resolve("p").toString()), message);
                String thread = Thread.currentThread().getName();
                assertTrue(message.contains("of this process"), message);
                assertTrue(message.contains("\"" + thread + "\""), message);
                refused[0]++;
              }
            });
    tuner.search(new FitOptions());
    assertEquals(6, refused[0]);
    assertEquals(3, tuner.oracle().trials().size());
  }

  @Test
  void aTunerWhoseSearchAnotherOneWentOnWithLosesNothing() {
    Least early = least();
    assertEquals(0, early.results(9).size());
    Least other = least();
    other.search(new FitOptions());
    String message = refusal(() -> early.search(new FitOptions()));
    assertTrue(message.contains("Somebody else has searched in " + temp.resolve("p")), message);
    assertEquals(3, least().results(9).size());

    least().maxTrials(5).search(new FitOptions());
    assertTrue(refusal(() -> other.search(new FitOptions())).contains("Somebody else"));
    assertEquals(5, least().results(9).size());
  }

  @Test
  void twoOraclesWithoutATunerLoseNothingInSilence() {
    RandomSearchOracle first = oracle();
    Trial trial = first.createTrial("a");
    RandomSearchOracle second = oracle();
    second.reload();
    second.createTrial("b");
    String message = refusal(() -> first.createTrial("c"));
    assertTrue(message.contains("Somebody else"), message);
    first.reload();
    assertEquals(trial.trialId(), first.createTrial("a").trialId());
  }

  private RandomSearchOracle oracle() {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", 0, 1);
    RandomSearchOracle oracle =
        new RandomSearchOracle(new OracleOptions().hyperparameters(hp).maxTrials(9).seed(1));
    oracle.setSilent(true);
    oracle.setProjectFolder(temp.resolve("p"));
    return oracle;
  }

  @Test
  void anInterruptedThreadStillSaves() {
    RandomSearchOracle oracle = oracle();
    Thread.currentThread().interrupt();
    oracle.createTrial("a");
    assertTrue(Thread.interrupted());
  }
}
