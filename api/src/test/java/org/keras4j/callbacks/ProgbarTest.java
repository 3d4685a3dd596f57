package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.parity.Fixtures;

/** The progress bar against what Keras draws, byte for byte. */
class ProgbarTest {

  private final AtomicLong now = new AtomicLong();
  private final StringBuilder text = new StringBuilder();

  @TestFactory
  Stream<DynamicTest> drawsWhatKerasDraws() {
    return Fixtures.tests("progbar", this::replay);
  }

  private void replay(JsonNode c) {
    text.setLength(0);
    now.set(0);
    Integer target = c.get("target").isNull() ? null : c.get("target").asInt();
    Progbar bar = new Progbar(target, c.get("verbose").asInt(), now::get, text::append);
    for (JsonNode step : c.get("steps")) {
      now.set(nanos(step.get(0)));
      bar.step(step.get(1).asInt(), () -> values(step.get(2)));
    }
    now.set(nanos(c.get("end").get(0)));
    bar.end(c.get("end").get(1).asInt(), values(c.get("end").get(2)));
    assertEquals(c.get("text").asText(), text.toString());
  }

  private static long nanos(JsonNode seconds) {
    return Math.round(seconds.asDouble() * 1e9);
  }

  private static Map<String, Double> values(JsonNode node) {
    Map<String, Double> values = new LinkedHashMap<>();
    node.properties().forEach(e -> values.put(e.getKey(), CallbackDriver.number(e.getValue())));
    return values;
  }

  @Test
  void asksForFiguresOnlyWhenItDraws() {
    AtomicInteger asked = new AtomicInteger();
    Progbar bar = new Progbar(100, 1, now::get, text::append);
    for (int i = 1; i <= 100; i++) {
      now.addAndGet(10_000_000);
      bar.step(
          i,
          () -> {
            asked.incrementAndGet();
            return Map.of("loss", 1.0);
          });
    }
    bar.end(100, Map.of("loss", 1.0));
    assertEquals(20, asked.get());
  }

  @Test
  void asksForNoBatchFiguresWhenItPrintsOneLineAnEpoch() {
    Progbar bar = new Progbar(2, 2, now::get, text::append);
    bar.step(
        1,
        () -> {
          throw new AssertionError("fetched for nothing");
        });
    now.set(2_000_000_000L);
    bar.end(2, Map.of("loss", 1.0));
    assertEquals("2/2 - 2s - 1s/step - loss: 1.0000\n", text.toString());
  }

  @Test
  void overwritesNothingOnItsFirstLine() {
    Progbar bar = new Progbar(10, 1, now::get, text::append);
    bar.step(1, Map::of);
    assertTrue(text.toString().startsWith("\r\u001b[1m 1/10"), text.toString());
  }
}
