package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | 0   | 0 |   | 3,2,2,1      | 2
          0 | 0   | 0 |   | 3,4          | 1
          2 | 0   | 0 |   | 3,2,2,2,2,1  | 3
          1 | 0.5 | 0 |   | 3,2.8,2.7    | 1
          0 | 0   | 2 |   | 1,2,3,4,5    | 3
          2 | 0   | 0 | 4 | 9,8,7,6,5,4.5|
          2 | 0   | 0 | 4 | 5,6,7        | 1
          """)
  void stopsWhereKerasStops(
      int patience, double minDelta, int from, Double baseline, String values, Integer stops) {
    EarlyStopping e =
        new EarlyStopping("loss").patience(patience).minDelta(minDelta).startFromEpoch(from);
    if (baseline != null) {
      e.baseline(baseline);
    }
    double[] losses =
        java.util.Arrays.stream(values.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    assertEquals(stops, CallbackDriver.run(e, "loss", losses).stopped);
  }

  /** In Keras the first epoch stays the best for ever, and is what is restored. */
  @Test
  void nothingIsWorseThanNaN() {
    EarlyStopping e = new EarlyStopping("loss").patience(2).restoreBestWeights(true);
    CallbackDriver seen = CallbackDriver.run(e, "loss", Double.NaN, 3, 2, Double.NaN, 1, 4);
    assertNull(seen.stopped);
    assertEquals(4, seen.weight);
    assertEquals(1, e.best());
    assertEquals(4, e.bestEpoch());
    assertEquals(1, CallbackDriver.run(e, "loss", Double.NaN, Double.NaN, 1).stopped);
    assertNull(e.best());
  }

  @Test
  void beginsAfreshInASecondRun() {
    EarlyStopping e = new EarlyStopping("loss").patience(1);
    assertEquals(1, CallbackDriver.run(e, "loss", 1, 1).stopped);
    assertNull(CallbackDriver.run(e, "loss", 9, 8, 7).stopped);
    assertEquals(7, e.best());
    assertEquals(2, e.bestEpoch());
    assertEquals(0, e.stoppedEpoch());
  }

  @Test
  void restoresTheBestWeightsEvenIfNothingStopped() {
    EarlyStopping e = new EarlyStopping("loss").patience(9).restoreBestWeights(true);
    assertEquals(1, CallbackDriver.run(e, "loss", 3, 1, 2).weight);
  }

  @Test
  void goesOnWithoutTheFigure() {
    CallbackDriver seen =
        CallbackDriver.run(
            new EarlyStopping().restoreBestWeights(true),
            List.of(Map.of("loss", 1.0), Map.of("loss", 2.0)));
    assertNull(seen.stopped);
    assertEquals(1, seen.weight);
  }

  @Test
  void refusesAFigureWhoseDirectionItCannotTell() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CallbackDriver.run(new EarlyStopping("val_acc"), "val_acc", 1, 2));
    assertTrue(e.getMessage().contains("EarlyStopping watches 'val_acc'"), e.getMessage());
    assertTrue(e.getMessage().contains("mode(\"max\")"), e.getMessage());
  }

  @Test
  void refusesBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping().patience(-1));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping().startFromEpoch(-1));
    var e = assertThrows(IllegalArgumentException.class, () -> new EarlyStopping().mode("maxx"));
    assertTrue(e.getMessage().contains("Did you mean 'max'"), e.getMessage());
  }
}
