package org.keras4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.parity.Close.assertClose;
import static org.keras4j.parity.Close.assertSameConfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Keras;
import org.keras4j.core.Variable;
import org.keras4j.internal.graph.MetricProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Replays what {@code parity/metrics.py} computed with Keras. */
class MetricParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("metrics");
  }

  static Stream<Named<JsonNode>> configs() {
    return Fixtures.named("metric_configs");
  }

  private static Metric make(JsonNode c) {
    return Metrics.fromConfig(c.get("class").asText(), Fixtures.map(c.get("config")));
  }

  private static Operand<TFloat32> activate(Ops tf, JsonNode name, Operand<TFloat32> x) {
    return switch (name.asText()) {
      case "softmax" -> tf.nn.softmax(x);
      case "sigmoid" -> tf.math.sigmoid(x);
      default -> x;
    };
  }

  private static List<NDArray> arrays(JsonNode batch) {
    List<NDArray> all = new ArrayList<>();
    all.add(Fixtures.array(batch.get("y")));
    all.add(Fixtures.array(batch.get("p")));
    NDArray w = Close.arrayOrNull(batch.get("w"));
    if (w != null) {
      all.add(w);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resultsAndStateAreThoseOfKeras(JsonNode c) {
    Metric metric = make(c);
    List<NDArray> first = arrays(c.get("batches").get(0));
    try (MetricProbe probe =
        new MetricProbe(
            metric,
            first.get(0),
            first.get(1),
            first.size() > 2 ? first.get(2) : null,
            (tf, x) -> activate(tf, c.get("activation"), x))) {
      for (JsonNode batch : c.get("batches")) {
        assertClose(
            "result", Fixtures.array(batch.get("result")), probe.step(arrays(batch)), 3e-6, 1e-6);
      }
    }
    for (JsonNode expected : c.get("state")) {
      String name = expected.get("name").asText();
      Variable v =
          metric.variables().stream()
              .filter(x -> x.name().endsWith("/" + name))
              .findFirst()
              .orElseThrow();
      assertClose(name, Fixtures.array(expected.get("value")), v.value(), 3e-6, 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void namesDirectionsAndConfigsAreThoseOfKeras(JsonNode c) {
    Keras.clearSession();
    Metric metric = make(c);
    String name = c.get("config").get("name").asText();
    assertEquals(name, metric.name());
    assertEquals(c.get("direction").asText(), metric.direction().toString());
    assertSameConfig("config", Fixtures.map(c.get("config")), metric.getConfig());
    for (JsonNode s : c.get("strings")) {
      try {
        Metric found = Metrics.get(s.asText());
        assertEquals(metric.className(), found.className());
        assertEquals(s.asText(), found.name());
      } catch (IllegalArgumentException needsArguments) {
        assertEquals(
            "Metric '" + metric.className() + "' needs arguments",
            needsArguments.getMessage().replaceAll(":.*", ""));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void describesItselfWithoutAnExplicitName(JsonNode c) {
    var config = Fixtures.map(c.get("config"));
    config.remove("name");
    Keras.clearSession();
    Metric metric = Metrics.fromConfig(c.get("class").asText(), config);
    assertEquals(c.get("config").get("name").asText(), metric.name());
  }
}
