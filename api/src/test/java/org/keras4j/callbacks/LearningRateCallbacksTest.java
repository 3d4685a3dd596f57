package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The callbacks that change the learning rate. */
class LearningRateCallbacksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | 0.5 | 0 | 0    | 1,1,.5,.5,.25,.25,.125,.125
          2 | 0.5 | 2 | 0    | 1,1,.5,.5,.5,.25,.25,.25,.125,.125
          0 | 0.5 | 0 | 0    | 1,.5,.25,.125
          1 | 0.5 | 0 | 0    | 1,.5,.25,.125
          1 | 0.1 | 0 | 0.05 | 1,.1,.05,.05
          """)
  void reducesOnAConstantLossAsKerasDoes(
      int patience, double factor, int cooldown, double minLr, String expected) {
    double[] rates =
        java.util.Arrays.stream(expected.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    CallbackDriver seen =
        CallbackDriver.run(
            new ReduceLROnPlateau("loss")
                .patience(patience)
                .factor(factor)
                .cooldown(cooldown)
                .minLr(minLr),
            "loss",
            new double[rates.length]);
    for (int i = 0; i < rates.length; i++) {
      assertEquals((float) rates[i], seen.rates.get(i), 0.0, "epoch " + i);
    }
  }

  @Test
  void logsTheRateOfTheEpochThatEnds() {
    CallbackDriver seen =
        CallbackDriver.run(new ReduceLROnPlateau("loss").patience(1).factor(0.5), "loss", 1, 1, 1);
    assertEquals(List.of("loss", "learning_rate"), List.copyOf(seen.logs.get(2).keySet()));
    assertEquals(0.5, seen.logs.get(2).get("learning_rate"));
    assertEquals(0.25, seen.rates.get(2));
  }

  @Test
  void logsTheRateEvenWithoutTheFigure() {
    CallbackDriver seen = CallbackDriver.run(new ReduceLROnPlateau(), List.of(Map.of("loss", 1.0)));
    assertEquals(1.0, seen.logs.get(0).get("learning_rate"));
  }

  @Test
  void schedulesByEpochAndRate() {
    CallbackDriver seen =
        CallbackDriver.run(
            new LearningRateScheduler((epoch, rate) -> epoch == 0 ? rate : rate * 0.5).verbose(1),
            "loss",
            1,
            1,
            1);
    assertEquals(List.of(1.0, 0.5, 0.25), seen.rates);
    assertEquals(0.25, seen.logs.get(2).get("learning_rate"));
    assertEquals(
        """

        Epoch 1: LearningRateScheduler setting learning rate to 1.0.

        Epoch 2: LearningRateScheduler setting learning rate to 0.5.

        Epoch 3: LearningRateScheduler setting learning rate to 0.25.
        """,
        seen.printed.toString());
  }

  @Test
  void schedulesByEpochAlone() {
    assertEquals(
        List.of(0.25, 0.5),
        CallbackDriver.run(new LearningRateScheduler(e -> e == 0 ? 0.25 : 0.5), "loss", 1, 1)
            .rates);
  }

  @Test
  void refusesARateThatIsNone() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CallbackDriver.run(new LearningRateScheduler(epoch -> Double.NaN), "loss", 1));
    assertTrue(e.getMessage().contains("epoch 0"), e.getMessage());
  }

  @Test
  void refusesBadArguments() {
    ReduceLROnPlateau r = new ReduceLROnPlateau();
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> r.factor(1.0))
            .getMessage()
            .contains("factor must be between 0 and 1; received 1.0"));
    assertThrows(IllegalArgumentException.class, () -> r.factor(0));
    assertThrows(IllegalArgumentException.class, () -> r.patience(-1));
    assertThrows(IllegalArgumentException.class, () -> r.cooldown(-1));
    assertThrows(IllegalArgumentException.class, () -> r.minLr(-1));
  }
}
