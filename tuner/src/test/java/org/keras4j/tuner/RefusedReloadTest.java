package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An oracle that may not go on with a search neither changes it nor takes part of it elsewhere. */
@Timeout(120)
class RefusedReloadTest {
  @TempDir Path temp;
  private Path folder;

  private static OracleOptions options(int max) {
    HyperParameters hp = new HyperParameters();
    hp.Int("u", 1, max);
    return new OracleOptions()
        .hyperparameters(hp)
        .objective(new Objective("score", "min"))
        .maxTrials(20)
        .seed(1);
  }

  private RandomSearchOracle random(int max) {
    return OracleRuns.in(folder, new RandomSearchOracle(options(max)));
  }

  private static double score(HyperParameters hp) {
    return hp.getInt("u");
  }

  @BeforeEach
  void search() {
    folder = temp.resolve("p");
    run(random(99), 3);
  }

  private static void run(Oracle oracle, int trials) {
    for (int i = 0; i < trials; i++) {
      OracleRuns.complete(oracle, oracle.ask(), RefusedReloadTest::score);
    }
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        all.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  /** Refused, it leaves the files alone, and begins elsewhere as if it had never read them. */
  private void assertRefused(Oracle oracle, Oracle untouched) throws IOException {
    Map<String, String> before = files();
    assertThrows(IllegalStateException.class, oracle::reload);
    String message = assertThrows(IllegalStateException.class, oracle::ask).getMessage();
    assertTrue(message.contains("has a search already"), message);
    assertEquals(before, files());
    assertEquals(List.of(), oracle.trials());
    oracle.setProjectFolder(temp.resolve("elsewhere"));
    untouched.setProjectFolder(temp.resolve("untouched"));
    run(oracle, 4);
    run(untouched, 4);
    assertEquals(OracleRuns.found(untouched), OracleRuns.found(oracle));
    assertEquals(before, files());
  }

  @Test
  void thatOfAnotherAlgorithm() throws IOException {
    assertRefused(
        OracleRuns.in(folder, new HyperbandOracle(options(99), 4, 2, 1)),
        OracleRuns.in(folder, new HyperbandOracle(options(99), 4, 2, 1)));
  }

  @Test
  void thatWithAnotherRange() throws IOException {
    assertRefused(random(9), random(9));
    RandomSearchOracle allowed =
        OracleRuns.in(folder, new RandomSearchOracle(options(9).allowChanges(true)));
    allowed.reload();
    assertEquals(9, allowed.getSpace().space().get(0).getConfig().get("max_value"));
  }

  @Test
  void thatWithAnotherRangeByHyperband() throws IOException {
    folder = temp.resolve("h");
    run(OracleRuns.in(folder, new HyperbandOracle(options(99), 4, 2, 1)), 5);
    assertRefused(
        OracleRuns.in(folder, new HyperbandOracle(options(9), 4, 2, 1)),
        OracleRuns.in(folder, new HyperbandOracle(options(9), 4, 2, 1)));
  }

  @Test
  void thatWithGuessesOfItsOwn() throws IOException {
    RandomSearchOracle first = random(99);
    first.reload();
    first.enqueue(Map.of("u", 50));
    first.enqueue(Map.of("u", 51));
    run(first, 1);
    assertRefused(
        OracleRuns.in(folder, new RandomSearchOracle(options(9).enqueue(Map.of("u", 5)))),
        OracleRuns.in(folder, new RandomSearchOracle(options(9).enqueue(Map.of("u", 5)))));
  }

  @Test
  void thatWithADamagedTrialUntilItIsRepaired() throws IOException {
    Path file = folder.resolve("trial_01/trial.json");
    String good = Files.readString(file);
    Files.writeString(file, "{");
    RandomSearchOracle oracle = random(99);
    assertRefused(random(99), random(99));
    assertThrows(IllegalStateException.class, oracle::reload);
    Files.writeString(file, good);
    oracle.reload();
    assertEquals(3, oracle.trials().size());
    assertEquals("03", oracle.ask().trialId());
  }

  @Test
  void thatWithADamagedOracle() throws IOException {
    Path file = folder.resolve("oracle.json");
    for (String part : List.of("seed_state", "retry_queue", "tried_so_far", "enqueued")) {
      String good = Files.readString(file);
      assertTrue(good.contains("\"" + part + "\":"), part);
      String damaged = good.replace("\"" + part + "\":", "\"" + part + "\":{},\"old\":");
      Files.writeString(file, damaged);
      temp = Files.createDirectory(temp.resolve(part));
      assertRefused(random(99), random(99));
      Files.writeString(file, good);
    }
  }

  /** Its own loadState refuses every file. */
  private static final class Choosy extends RandomSearchOracle {
    Choosy() {
      super(options(99));
    }

    @Override
    protected void loadState(Map<String, ? extends @Nullable Object> state) {
      throw new ArithmeticException("not this one");
    }
  }

  @Test
  void thatAnOracleOfOnesOwnCannotTake() throws IOException {
    assertRefused(OracleRuns.in(folder, new Choosy()), OracleRuns.in(folder, new Choosy()));
  }

  @Test
  void anOracleThatIsSearchingGoesOnWithItsOwnTrials() throws IOException {
    RandomSearchOracle oracle = random(99);
    oracle.reload();
    Trial running = oracle.createTrial("w");
    Path file = folder.resolve("trial_01/trial.json");
    String good = Files.readString(file);
    Files.writeString(file, "{");
    assertThrows(IllegalStateException.class, oracle::reload);
    assertEquals(running.trialId(), oracle.createTrial("w").trialId());
    assertEquals("04", oracle.ask().trialId(), "trial 03 is being run");
    Files.writeString(file, good);
    RandomSearchOracle later = random(99);
    later.reload();
    assertEquals(5, later.trials().size());
  }

  /** A tuner with an oracle that others have, too. */
  private static final class Sharing extends Tuner<Sharing> {
    private final Oracle shared;

    Sharing(Oracle shared, Path directory) {
      super(
          HyperModel.of(
              hp -> {
                throw new AssertionError("it is not built");
              }));
      this.shared = shared;
      objective(new Objective("score", "min")).silent(true).directory(directory).projectName("p");
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return shared;
    }
  }

  @Test
  void thatOfATuner() throws IOException {
    Files.writeString(folder.resolve("tuner0.json"), "{}");
    RandomSearchOracle oracle = new RandomSearchOracle(options(9));
    String message =
        assertThrows(IllegalStateException.class, () -> new Sharing(oracle, temp).oracle())
            .getMessage();
    assertTrue(message.contains("overwrite(true)"), message);
    assertRefused(oracle, random(9));
  }
}
