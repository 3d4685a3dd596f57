package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTrackerTest {
  private final MetricsTracker tracker = new MetricsTracker();

  @Test
  void valuesAtOneStepAreAveraged() {
    tracker.update("val_accuracy", 0.5, 3);
    tracker.update("val_accuracy", 0.75, 3);
    tracker.update("val_accuracy", 0.25, 1);
    assertEquals(0.625, tracker.getBestValue("val_accuracy"));
    assertEquals(3, tracker.getBestStep("val_accuracy"));
    assertEquals(0.625, tracker.getLastValue("val_accuracy"));
    assertEquals(
        List.of(
            new MetricObservation(1, List.of(0.25)), new MetricObservation(3, List.of(0.5, 0.75))),
        tracker.getHistory("val_accuracy"));
  }

  @Test
  void theBestIgnoresNanUnlessThereIsNothingElse() {
    tracker.update("loss", Double.NaN, 0);
    assertTrue(Double.isNaN(tracker.getBestValue("loss")));
    assertEquals(null, tracker.getBestStep("loss"));
    tracker.update("loss", 2, 1);
    tracker.update("loss", 1, 2);
    tracker.update("loss", 1, 3);
    assertEquals(1.0, tracker.getBestValue("loss"));
    assertEquals(2, tracker.getBestStep("loss"));
  }

  @Test
  void unknownMetricsAreMinimisedUnlessTold() {
    tracker.update("mine", 1, 0);
    tracker.register("other", Direction.MAX);
    assertEquals(Direction.MIN, tracker.getDirection("mine"));
    assertEquals(Direction.MAX, tracker.getDirection("other"));
    assertEquals(null, tracker.getBestValue("other"));
    assertThrows(IllegalArgumentException.class, () -> tracker.getBestValue("nothing"));
  }

  @Test
  void statisticsAreOverTheSteps() {
    double[] values = {1, 4, Double.NaN, 2, 9};
    for (int i = 0; i < values.length; i++) {
      tracker.update("loss", values[i], i);
    }
    MetricStatistics statistics = tracker.getStatistics("loss");
    assertEquals(new MetricStatistics(1, 9, 4, 3, 9.5, Math.sqrt(9.5)), statistics);
  }
}
