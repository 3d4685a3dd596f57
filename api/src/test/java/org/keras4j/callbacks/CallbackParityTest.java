package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.parity.Fixtures;

/** Decisions and messages of callbacks against those of Keras, on made-up runs. */
class CallbackParityTest {

  @TestFactory
  Stream<DynamicTest> decidesAsKerasDoes() {
    return Fixtures.tests("callbacks", CallbackParityTest::replay);
  }

  private static void replay(JsonNode c) {
    JsonNode config = c.get("config");
    Callback callback =
        c.get("class").asText().equals("EarlyStopping")
            ? earlyStopping(config)
            : reduceLROnPlateau(config);
    List<Map<String, Double>> figures = new ArrayList<>();
    c.get("values").forEach(v -> figures.add(Map.of("val_x", CallbackDriver.number(v))));
    CallbackDriver seen = CallbackDriver.run(callback, figures);
    JsonNode expected = c.get("expected");
    List<Double> rates = new ArrayList<>();
    expected.get("rates").forEach(r -> rates.add(r.asDouble()));
    assertAll(
        () ->
            assertEquals(
                expected.get("stopped").isNull() ? null : expected.get("stopped").asInt(),
                seen.stopped),
        () -> assertEquals(rates, seen.rates),
        () -> assertEquals(expected.get("weights_of_epoch").asDouble(), seen.weight),
        () -> assertEquals(expected.get("printed").asText(), seen.printed.toString()));
  }

  private static EarlyStopping earlyStopping(JsonNode c) {
    EarlyStopping e =
        new EarlyStopping(c.get("monitor").asText())
            .mode(c.get("mode").asText())
            .minDelta(c.get("min_delta").asDouble())
            .patience(c.get("patience").asInt())
            .restoreBestWeights(c.get("restore_best_weights").asBoolean())
            .startFromEpoch(c.get("start_from_epoch").asInt())
            .verbose(c.get("verbose").asInt());
    return c.get("baseline").isNull() ? e : e.baseline(c.get("baseline").asDouble());
  }

  private static ReduceLROnPlateau reduceLROnPlateau(JsonNode c) {
    return new ReduceLROnPlateau(c.get("monitor").asText())
        .mode(c.get("mode").asText())
        .factor(c.get("factor").asDouble())
        .minDelta(c.get("min_delta").asDouble())
        .patience(c.get("patience").asInt())
        .cooldown(c.get("cooldown").asInt())
        .minLr(c.get("min_lr").asDouble())
        .verbose(c.get("verbose").asInt());
  }
}
