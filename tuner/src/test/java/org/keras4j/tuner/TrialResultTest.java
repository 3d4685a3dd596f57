package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;

class TrialResultTest {
  private static final Objective ACCURACY = new Objective("val_accuracy", "max");

  private static TrialResult history(double... accuracies) {
    History history = new History();
    for (int epoch = 0; epoch < accuracies.length; epoch++) {
      history.onEpochEnd(
          epoch, Logs.of(Map.of("loss", 10.0 - epoch, "val_accuracy", accuracies[epoch])));
    }
    return TrialResult.of(history);
  }

  @Test
  void theFirstBestEpochCounts() {
    TrialResult.Best best = history(0.25, 0.75, 0.75, 0.5).best(ACCURACY);
    assertEquals(1, best.step());
    assertEquals(Map.of("loss", 9.0, "val_accuracy", 0.75), best.metrics());
  }

  @Test
  void nanIsNeverTheBestUnlessAloneIsLeft() {
    assertEquals(2, history(Double.NaN, Double.NaN, 0.5, 0.25).best(ACCURACY).step());
    assertTrue(Double.isNaN(history(Double.NaN).best(ACCURACY).metrics().get("val_accuracy")));
  }

  @Test
  void epochsWithoutValidationAreLeftOut() {
    History history = new History();
    history.onEpochEnd(0, Logs.of(Map.of("loss", 3.0, "val_accuracy", 0.5)));
    history.onEpochEnd(1, Logs.of(Map.of("loss", 2.0)));
    TrialResult.Best best = TrialResult.of(history).best(ACCURACY);
    assertEquals(0, best.step());
  }

  @Test
  void theBestStepIsAnEpochThatWasValidated() {
    History history = new History();
    for (int epoch = 0; epoch < 6; epoch++) {
      double loss = 9.0 - epoch;
      history.onEpochEnd(
          epoch,
          Logs.of(
              epoch % 2 == 0
                  ? Map.of("loss", loss)
                  : Map.of("loss", loss, "val_accuracy", epoch == 3 ? 0.75 : 0.5)));
    }
    TrialResult.Best best = TrialResult.of(history).best(ACCURACY);
    assertEquals(3, best.step());
    assertEquals(Map.of("loss", 6.0, "val_accuracy", 0.75), best.metrics());
  }

  @Test
  void severalObjectivesAreComputedForEachEpoch() {
    Objective both = Objective.multi(List.of(Objective.of("loss"), ACCURACY));
    TrialResult.Best best = history(0.5, 2.5, 0.5).best(both);
    assertEquals(1, best.step());
    assertEquals(9.0 - 2.5, best.metrics().get("multi_objective"));
  }

  @Test
  void executionsAreAveraged() {
    List<TrialResult> results = List.of(history(0.5, 0.25), history(0.25, 0.5, 0.75));
    TrialResult.Best best = TrialResult.average(results, ACCURACY);
    assertEquals(0.625, best.metrics().get("val_accuracy"));
    assertEquals(9.0, best.metrics().get("loss"));
    assertEquals(1, best.step());
  }

  @Test
  void oneNumberIsTheObjective() {
    assertEquals(Map.of("val_accuracy", 0.5), TrialResult.of(0.5).best(ACCURACY).metrics());
    assertEquals(
        Map.of("default_objective", 2.0),
        TrialResult.of(2.0).best(Objective.unspecified()).metrics());
  }

  @Test
  void whatEveryTrialWouldRepeatIsFatal() {
    assertFatal("val_accuracy", () -> TrialResult.of(Map.of("a", 1.0)).best(ACCURACY));
    assertFatal(
        "[val_loss] is not among what the training logged: [loss, val_accuracy]",
        () -> history(0.5).best(new Objective("val_loss", "min")));
    assertFatal("no objective", () -> history(0.5).best(Objective.unspecified()));
    assertFatal("at least one", () -> TrialResult.average(List.of(), ACCURACY));
  }

  private static void assertFatal(String part, Runnable action) {
    String message = assertThrows(FatalTrialException.class, action::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
