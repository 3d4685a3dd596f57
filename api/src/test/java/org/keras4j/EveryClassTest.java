package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.activations.Activation;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.Kind;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Lambda;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.parity.CoreLayerExamples;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.KnownNames;
import org.keras4j.parity.PublicClasses;
import org.keras4j.regularizers.Regularizer;

/** Each class of each kind is registered, replayed and tried. */
class EveryClassTest {

  /** The fixtures of each kind, and what they tell beside values. */
  private static final Map<Kind<?>, String> FIXTURES =
      Map.of(
          Layer.KIND, "layers",
          Loss.KIND, "losses",
          Metric.KIND, "metrics",
          Optimizer.KIND, "optimizers",
          LearningRateSchedule.KIND, "schedules",
          Initializer.KIND, "initializers",
          Regularizer.KIND, "regularizers",
          Constraint.KIND, "constraints",
          Activation.KIND, "activations");

  /** Where Keras's gradients stand in the fixtures of a kind that training goes through. */
  private static final Map<Kind<?>, String> GRADIENTS =
      Map.of(
          Layer.KIND, "dx",
          Loss.KIND, "gradient",
          Regularizer.KIND, "gradient",
          Activation.KIND, "dx");

  /** Other spellings of activations, and a schedule of this library: ScheduleParityTest has it. */
  private static final Set<String> NOT_IN_KERAS =
      Set.of("swish", "hard_swish", "CyclicalLearningRate");

  private static String name(JsonNode c) {
    return c.has("class") ? c.get("class").asText() : c.get("name").asText();
  }

  @Test
  void isReplayedAgainstKerasWithGradients() {
    Map<String, Integer> counts = new TreeMap<>();
    FIXTURES.forEach(
        (kind, file) -> {
          Set<String> known = KnownNames.of(kind);
          known.removeAll(NOT_IN_KERAS);
          Set<String> replayed = new TreeSet<>();
          String gradient = GRADIENTS.get(kind);
          for (JsonNode c : Fixtures.read(file)) {
            if (gradient == null || c.hasNonNull(gradient)) {
              replayed.add(name(c));
            }
          }
          known.removeAll(replayed);
          assertEquals(Set.of(), known, kind + " without a fixture in " + file);
          counts.put(kind.module(), replayed.size());
        });
    System.out.println("Replayed: " + counts);
  }

  @Test
  void isRegisteredIfItIsPublic() {
    Set<Class<?>> types = new HashSet<>();
    FIXTURES.keySet().forEach(kind -> types.add(kind.type()));
    Set<String> all = PublicClasses.extending(types, Dense.class);
    assertTrue(all.size() > 130, all.size() + " classes");
    TestAccess.entries().stream()
        .filter(e -> e.type() != null)
        .forEach(e -> all.remove(e.type().getName()));
    Set<String> none = Set.of(Lambda.class.getName()); // a function cannot be saved
    assertEquals(none, all, "public classes that no catalogue names");
  }

  @Test
  void hasAnExampleForUnknownBatchesAndBatchesOfOne() {
    Set<String> shown = new TreeSet<>();
    CoreLayerExamples.all().forEach(e -> shown.add(e.className()));
    assertEquals(KnownNames.of(Layer.KIND), shown);
  }

  /** The first case with samples and without weights, for each class. */
  private static Map<String, JsonNode> firstCases(String file) {
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (JsonNode c : Fixtures.read(file)) {
      if (c.hasNonNull("y") && !c.hasNonNull("weights") && c.get("p").get("shape").size() > 1) {
        first.putIfAbsent(name(c), c);
      }
    }
    return first;
  }

  @TestFactory
  Stream<DynamicTest> aLossOfABatchOfOneIsThatOfTheSampleAmongOthers() {
    Map<String, JsonNode> cases = firstCases("losses");
    assertEquals(new TreeSet<>(Loss.KIND.classNames()).size(), cases.size(), cases.keySet() + "");
    return cases.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> checkLoss(e.getValue())));
  }

  private static void checkLoss(JsonNode c) {
    Map<String, Object> config = new HashMap<>(Fixtures.map(c.get("config")));
    NDArray y = Fixtures.array(c.get("y"));
    NDArray p = Fixtures.array(c.get("p"));
    config.put("reduction", "sum_over_batch_size");
    NDArray one = y.slice(0, 1);
    NDArray first = p.slice(0, 1);
    float expected = Loss.KIND.fromConfig(name(c), config).apply(one, first).getFloat();
    try (Sequential model = new Sequential()) {
      model.add(Input.of(p.shape().dropBatch().asArray()));
      model.add(new org.keras4j.layers.Activation("linear"));
      model.compile(o -> o.optimizer("sgd").loss(Loss.KIND.fromConfig(name(c), config)));
      double alone = model.evaluate(first, one, o -> o.verbose(0)).loss();
      assertEquals(expected, alone, 1e-5 * Math.max(1, Math.abs(expected)));
      double many = model.evaluate(p, y, o -> o.verbose(0).batchSize(1000)).loss();
      float all = Loss.KIND.fromConfig(name(c), config).apply(y, p).getFloat();
      assertEquals(all, many, 1e-5 * Math.max(1, Math.abs(all)));
    }
  }
}
