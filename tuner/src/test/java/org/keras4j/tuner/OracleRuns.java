package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Runs searches without models. */
final class OracleRuns {
  private static final int MOST = 2000;

  private OracleRuns() {}

  static <T extends Oracle> T in(Path folder, T oracle) {
    oracle.setSilent(true);
    oracle.setProjectFolder(folder);
    return oracle;
  }

  static void complete(Oracle oracle, Trial trial, ToDoubleFunction<HyperParameters> score) {
    oracle.complete(trial.trialId(), Map.of("score", score.applyAsDouble(trial.hyperparameters())));
  }

  /** Runs a search to its end, which must come. */
  static void toTheEnd(Oracle oracle, ToDoubleFunction<HyperParameters> score) {
    for (int i = 0; i < MOST; i++) {
      Trial trial = oracle.createTrial("me");
      if (trial.status() == TrialStatus.STOPPED) {
        return;
      }
      assertEquals(TrialStatus.RUNNING, trial.status(), "one worker never waits for itself");
      complete(oracle, trial, score);
    }
    throw new AssertionError("the search does not end");
  }

  static List<String> found(Oracle oracle) {
    return oracle.trials().stream().map(Trial::toString).toList();
  }

  /**
   * Cuts a search off at each of its trials: while it runs, and before it is noted that it runs.
   */
  static void assertGoesOnAnywhere(
      Path temp, Supplier<Oracle> make, ToDoubleFunction<HyperParameters> score)
      throws IOException {
    Oracle whole = in(temp.resolve("whole"), make.get());
    toTheEnd(whole, score);
    Function<Path, Oracle> reloaded =
        folder -> {
          Oracle oracle = in(folder, make.get());
          oracle.reload();
          return oracle;
        };
    Oracle oracle = in(temp.resolve("cut"), make.get());
    oracle.save();
    Path file = temp.resolve("cut").resolve("oracle.json");
    Path before = temp.resolve("before.json");
    int trials = whole.trials().size();
    for (int i = 0; i < trials; i++) {
      Files.copy(file, before, StandardCopyOption.REPLACE_EXISTING);
      Trial trial = oracle.createTrial("me");
      if (i % 2 == 0) {
        Files.copy(before, file, StandardCopyOption.REPLACE_EXISTING);
      }
      oracle = reloaded.apply(temp.resolve("cut"));
      Trial again = oracle.createTrial("me");
      assertEquals(trial.trialId(), again.trialId());
      complete(oracle, again, score);
      if (i % 3 == 0) {
        oracle = reloaded.apply(temp.resolve("cut"));
      }
    }
    assertEquals(TrialStatus.STOPPED, oracle.createTrial("me").status());
    assertEquals(found(whole), found(oracle));
  }
}
