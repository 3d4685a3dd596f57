package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

/** The texts are KerasTuner's own output. */
class TrialDisplayTest {
  private final Clock clock = Mockito.mock(Clock.class);
  private final TrialDisplay display = new TrialDisplay(clock);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  TrialDisplayTest() {
    Mockito.when(clock.getZone()).thenReturn(ZoneOffset.UTC);
    at(0);
    display.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private void at(double seconds) {
    Mockito.when(clock.instant()).thenReturn(Instant.ofEpochMilli((long) (seconds * 1000)));
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Trial trial(Object... namesAndValues) {
    HyperParameters hp = new HyperParameters();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      hp.set((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Trial("0", hp, TrialStatus.RUNNING);
  }

  @Test
  void aTrialBeginsWithItsValues() {
    Trial trial = trial("units", 4, "act", "tanh", "drop", false, "lr", 0.0002965488058019691);
    display.trialBegins(trial, 1, trial);
    assertEquals(
        """

        Search: Running Trial #1

        Value             |Best Value So Far |Hyperparameter
        4                 |4                 |units
        tanh              |tanh              |act
        False             |False             |drop
        0.00029655        |0.00029655        |lr

        """,
        text());
  }

  @Test
  void longAndMissingValuesFitTheTable() {
    Trial trial = trial("a", "abcdefghijklmnopqrstuvwxyz", "b", 123456, "c", 1e-7);
    assertEquals(
        """
        Value             |Best Value So Far |Hyperparameter
        abcdefghijklmno...|None              |a
        1.2346e+05        |7                 |b
        1e-07             |None              |c
        """,
        TrialDisplay.table(trial, trial("b", 7)));
    assertEquals("default configuration\n", TrialDisplay.table(trial(), null));
  }

  @Test
  void aTrialEndsWithItsScoreAndTheBest() {
    Trial trial = trial("units", 4);
    display.trialBegins(trial, 1, trial);
    trial.setScore(0.578125, 0);
    at(2.4);
    printed.reset();
    display.trialEnds(trial, new Objective("val_accuracy", "max"), trial);
    assertEquals(
        """

        Trial 1 Complete [00h 00m 02s]
        val_accuracy: 0.578125

        Best val_accuracy So Far: 0.578125
        Total elapsed time: 00h 00m 02s
        """,
        text());
  }

  @Test
  void withoutAScoreItsLineIsLeftOut() {
    Trial trial = trial("units", 4);
    display.trialBegins(trial, 1, trial);
    printed.reset();
    display.trialEnds(trial, Objective.of("loss"), trial);
    assertEquals(
        """

        Trial 1 Complete [00h 00m 00s]

        Best loss So Far: None
        Total elapsed time: 00h 00m 00s
        """,
        text());
  }

  @Test
  void silenceIsSilent() {
    display.setSilent(true);
    display.trialBegins(trial("units", 4), 1, null);
    display.line("x");
    assertEquals("", text());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00h 00m 00s",
    "840, 00h 14m 00s",
    "93604, 1d 02h 00m 04s",
    "86399.6, 1d 00h 00m 00s",
    "2.5, 00h 00m 02s"
  })
  void durationsPrintAsInKerasTuner(double seconds, String text) {
    assertEquals(text, TrialClock.format(Duration.ofMillis((long) (seconds * 1000))));
  }

  @Test
  void theLongestDurationPrints() {
    String text = TrialClock.format(ChronoUnit.FOREVER.getDuration());
    assertEquals("106751991167300d 15h 30m 07s", text);
  }

  @Test
  void theClockSurvivesARestart() {
    display.trialBegins(trial("units", 4), 3, null);
    TrialClock restored = new TrialClock();
    String json = Json.write(display.clock().getState());
    restored.setState(Json.read(json, "test"));
    assertEquals(display.clock().getState(), restored.getState());
    assertEquals(3, restored.number("0"));
    assertEquals(Map.of("0", "1970-01-01T00:00:00.000000"), restored.getState().get("trial_start"));
  }

  @Test
  void summariesOfTrials() {
    Trial trial = trial("units", 4, "act", "tanh", "drop", false, "lr", 0.0002965488058019691);
    trial.setScore(0.578125, 0);
    assertEquals(
        """
        Trial 0 summary
        Hyperparameters:
        units: 4
        act: tanh
        drop: False
        lr: 0.0002965488058019691
        Score: 0.578125
        """,
        trial.summary());
    Trial failed = trial();
    failed.fail(TrialStatus.FAILED, new IllegalStateException("boom"));
    assertEquals(
        "Trial 0 summary\nHyperparameters:\ndefault configuration\n"
            + "java.lang.IllegalStateException: boom",
        failed.summary().substring(0, failed.summary().indexOf("boom") + 4));
  }
}
