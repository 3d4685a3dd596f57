package org.keras4j.examples.curves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.callbacks.History;

/**
 * The trainings print what their twins in Python printed.
 *
 * <p>The first steps differ by the rounding of {@code float32} only. In the course of a training it
 * grows: on the machine that wrote the file to a hundred thousandth, on others perhaps to more, as
 * sums are added in another order there.
 */
class CurvesTest {

  private static final double FIRST_STEPS = 1e-4;
  private static final double LOSSES = 2e-3;
  // Two of the 200 images to validate.
  private static final double SHARES = 0.0101;

  private static final CurveData DATA = CurveData.digits();

  static List<JsonNode> cases() throws IOException {
    try (var in = CurvesTest.class.getResourceAsStream("/parity/curves.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).get("cases").spliterator(), false)
          .toList();
    }
  }

  static Stream<Named<JsonNode>> named() throws IOException {
    return cases().stream().map(c -> Named.of(c.get("case").asText(), c));
  }

  @Test
  void allProgramsArePythons() throws IOException {
    Set<String> python = new HashSet<>();
    cases().forEach(c -> python.add(c.get("case").asText()));
    assertEquals(Programs.all().keySet(), python);
  }

  @ParameterizedTest
  @MethodSource("named")
  void printsWhatPythonPrints(JsonNode c) {
    var steps = new FirstSteps();
    Program program = Programs.all().get(c.get("case").asText());
    History history = CurvesMain.run(program, DATA, steps);
    List<Double> expected = numbers(c.get("steps"));
    assertEquals(expected.size(), steps.losses.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(
          expected.get(i), steps.losses.get(i), FIRST_STEPS * expected.get(i), "step " + (i + 1));
    }
    JsonNode epochs = c.get("epochs");
    assertEquals(epochs.size(), history.history().size(), "names");
    for (Map.Entry<String, JsonNode> e : epochs.properties()) {
      List<Double> values = numbers(e.getValue());
      List<Double> actual = history.get(e.getKey());
      assertEquals(values.size(), actual.size(), e.getKey());
      boolean loss = e.getKey().contains("loss") || e.getKey().contains("mae");
      for (int i = 0; i < values.size(); i++) {
        double tolerance = loss ? LOSSES * values.get(i) : SHARES;
        assertEquals(values.get(i), actual.get(i), tolerance, e.getKey() + ", epoch " + (i + 1));
      }
    }
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> all = new ArrayList<>();
    list.forEach(v -> all.add(v.asDouble()));
    return all;
  }
}
