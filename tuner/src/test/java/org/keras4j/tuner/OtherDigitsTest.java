package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;

/** A search where the language of the machine has digits of its own. */
class OtherDigitsTest {
  @TempDir Path temp;
  private final Locale usual = Locale.getDefault();

  /** Finds the best x without a model. */
  private static final class Search extends Tuner<Search> {
    Search() {
      super(null);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      return List.of(TrialResult.of(trial.hyperparameters().getDouble("x")));
    }
  }

  @BeforeEach
  void change() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  }

  @AfterEach
  void changeBack() {
    Locale.setDefault(usual);
  }

  @Test
  void theFilesAndTheOutputHaveTheUsualOnes() throws IOException {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0.1, 2.5);
    space.Int("n", 1000, 2000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int trials = 11; trials <= 12; trials++) {
      Search search = new Search();
      search.hyperparameters(space).maxTrials(trials).seed(3).directory(temp).projectName("p");
      search.printTo(new PrintStream(out, true, StandardCharsets.UTF_8));
      search.search(FitOptions::new);
      search.resultsSummary(3);
      search.searchSpaceSummary();
      assertEquals(trials, search.oracle().trials().size());
      assertEquals("" + (trials - 1), search.oracle().trials().get(trials - 1).trialId());
    }
    assertPlain(out.toString(StandardCharsets.UTF_8));
    assertTrue(Files.exists(temp.resolve("p/trial_00/trial.json")));
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.toList()) {
        assertPlain(temp.relativize(file).toString());
        if (Files.isRegularFile(file)) {
          assertPlain(Files.readString(file));
        }
      }
    }
  }

  private static void assertPlain(String text) {
    assertTrue(text.chars().noneMatch(c -> c > '9' && Character.isDigit(c)), text);
  }

  @Test
  void durationsToo() {
    assertEquals("1d 02h 00m 04s", TrialClock.format(Duration.ofSeconds(93604)));
  }
}
