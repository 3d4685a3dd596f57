package org.keras4j.cli;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A call that can never be right ends with 2. */
class WrongCallsTest extends CommandTest {

  @Test
  void numbersOfSamplesAndEpochsBeginWithOne() {
    String out = path("out.npy");
    for (String n : new String[] {"0", "-3", "abc", "1.5", "99999999999"}) {
      String says = "'" + n + "'";
      assertWrongCall(says, "predict", model, "--x", x, "--out", out, "--batch-size", n);
      assertWrongCall(says, "evaluate", model, "--x", x, "--y", y, "--batch-size", n);
      for (String option : new String[] {"--batch-size", "--epochs"}) {
        assertWrongCall(
            says, "fit", model, "--x", x, "--y", y, "--out", path("t.keras"), option, n);
      }
    }
  }

  @Test
  void validationNeedsSamplesAndTargets() {
    String out = path("t.keras");
    assertWrongCall(
        "belong together", "fit", model, "--x", x, "--y", y, "--val-x", x, "--out", out);
    assertWrongCall(
        "belong together", "fit", model, "--x", x, "--y", y, "--val-y", y, "--out", out);
  }

  @Test
  void evaluateAndFitNeedOneFileForEachInputAndOutput() {
    String out = path("t.keras");
    assertWrongCall("--x", "evaluate", model, "--x", x, "--x", x, "--y", y);
    assertWrongCall("--y", "evaluate", model, "--x", x, "--y", y, "--y", y);
    assertWrongCall("--x", "fit", model, "--x", x, "--x", x, "--y", y, "--out", out);
    assertWrongCall("--y", "fit", model, "--x", x, "--y", y, "--y", y, "--out", out);
    String[] fit = {"fit", model, "--x", x, "--y", y, "--out", out};
    assertWrongCall("--val-x", with(fit, "--val-x", x, "--val-x", x, "--val-y", y));
    assertWrongCall("--val-y", with(fit, "--val-x", x, "--val-y", y, "--val-y", y));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }
}
