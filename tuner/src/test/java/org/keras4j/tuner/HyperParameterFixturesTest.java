package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays what the original did; see parity/tuner_hyperparameters.py. */
class HyperParameterFixturesTest {
  // The last bit of a power or logarithm may differ.
  private static final double ULPS = 4e-16;

  @TestFactory
  Stream<DynamicTest> everyKindBehavesAsInKerasTuner() {
    JsonObject file = Resources.json("hyperparameters.json");
    List<Object> probs = file.list("probs");
    List<Object> seeds = file.list("seeds");
    return file.objects("cases").stream()
        .map(c -> DynamicTest.dynamicTest(c.string("case"), () -> check(c, probs, seeds)));
  }

  private static void check(JsonObject expected, List<Object> probs, List<Object> seeds) {
    HyperParameter hp = HyperParameter.fromConfig(expected);
    List<Object> samples = expected.list("samples");
    assertAll(
        () -> assertEquals(expected.string("repr"), hp.toString()),
        () -> assertEquals(expected.object("config").members(), hp.getConfig()),
        () ->
            assertEquals(
                List.copyOf(expected.object("config").members().keySet()),
                List.copyOf(hp.getConfig().keySet())),
        () -> assertEquals(expected.get("default"), hp.defaultValue()),
        () -> assertSame(expected.list("values"), hp.values()),
        () ->
            assertSame(
                samples, probs.stream().map(p -> hp.probToValue(Values.toDouble(p))).toList()),
        () ->
            assertSame(
                expected.list("probs"), samples.stream().<Object>map(hp::valueToProb).toList()),
        () ->
            assertSame(
                expected.list("random"),
                seeds.stream().map(s -> hp.randomSample((Integer) s)).toList()));
  }

  private static void assertSame(List<?> expected, List<?> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) instanceof Double number) {
        assertEquals(number, (Double) actual.get(i), Math.abs(number) * ULPS);
      } else {
        assertEquals(expected.get(i), actual.get(i));
      }
    }
  }
}
