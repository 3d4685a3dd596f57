package org.keras4j.optimizers.schedules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.keras4j.parity.Close.assertSameConfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.parity.Fixtures;

/** Replays what {@code parity/optimizers.py} computed with Keras. */
class ScheduleParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("schedules");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ratesAreThoseOfKeras(JsonNode c) {
    Map<String, Object> config = Fixtures.map(c.get("config"));
    LearningRateSchedule s =
        LearningRateSchedules.from(Map.of("class_name", c.get("class").asText(), "config", config));
    long[] steps = new long[c.get("steps").size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = c.get("steps").get(i).asLong();
    }
    double[] expected = Fixtures.array(c.get("rates")).toDoubleArray();
    assertArrayEquals(expected, s.curve(steps), 2e-8);
    assertEquals(expected[5], s.at(steps[5]), 2e-8);
    assertSameConfig("config", config, s.getConfig());
  }

  @Test
  void cyclesAsSmithDescribes() {
    var triangular = new CyclicalLearningRate(0.1, 0.5, 4);
    assertArrayEquals(
        new double[] {0.1, 0.3, 0.5, 0.3, 0.1, 0.5, 0.1},
        triangular.curve(0, 2, 4, 6, 8, 12, 16),
        1e-7);
    assertArrayEquals(
        new double[] {0.5, 0.1, 0.3, 0.1, 0.2},
        new CyclicalLearningRate(0.1, 0.5, 4).mode("triangular2").curve(4, 8, 12, 16, 20),
        1e-7);
    assertArrayEquals(
        new double[] {0.1 + 0.2 * 0.81, 0.1 + 0.4 * 0.6561, 0.1},
        new CyclicalLearningRate(0.1, 0.5, 4).mode("exp_range").gamma(0.9).curve(2, 4, 8),
        1e-7);
    var copy =
        LearningRateSchedules.from(LearningRateSchedules.describe(triangular.mode("triangular2")));
    assertEquals(0.3, copy.at(12), 1e-7);
  }

  @Test
  void refusesBadArguments() {
    for (Executable bad :
        List.<Executable>of(
            () -> new ExponentialDecay(-0.1, 10, 0.5),
            () -> new ExponentialDecay(0.1, 0, 0.5),
            () -> new ExponentialDecay(0.1, 10, Double.NaN),
            () -> new CosineDecay(Double.NaN, 10),
            () -> new CosineDecayRestarts(0.1, -1),
            () -> new CosineDecayRestarts(0.1, 10).tMul(0.5),
            () -> new PiecewiseConstantDecay(new double[] {1}, new double[] {0.1}),
            () -> new PiecewiseConstantDecay(new double[] {2, 1}, new double[] {1, 1, 1}),
            () -> new CyclicalLearningRate(0.5, 0.1, 4),
            () -> new CyclicalLearningRate(0.1, 0.5, 4).mode("round"))) {
      assertThrows(IllegalArgumentException.class, bad);
    }
  }
}
