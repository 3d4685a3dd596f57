package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.activations.Activation;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.Entry;
import org.keras4j.core.Kind;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.parity.Close;
import org.keras4j.parity.CoreLayerExamples;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.GradientCheck;
import org.keras4j.parity.GradientSubject;
import org.keras4j.parity.KnownNames;
import org.keras4j.parity.LayerExample;
import org.keras4j.regularizers.Regularizer;

/**
 * The gradient of each registered class, as a training step follows it, against differences of its
 * own values: neither Keras nor TensorFlow's formulas are believed.
 */
class EveryGradientTest {

  /** Kinds through which no training step differentiates, and why. */
  private static final Map<Kind<?>, String> NOT_DIFFERENTIATED =
      Map.of(
          Metric.KIND, "collects values outside the loss",
          Optimizer.KIND, "uses gradients",
          LearningRateSchedule.KIND, "depends on the step only",
          Initializer.KIND, "runs before training");

  private static final Set<Kind<?>> DIFFERENTIATED =
      Set.of(Layer.KIND, Loss.KIND, Activation.KIND, Regularizer.KIND, Constraint.KIND);

  @Test
  void eachKindIsCheckedOrExcused() {
    Set<Kind<?>> kinds = new HashSet<>();
    TestAccess.entries().forEach(e -> kinds.add(e.kind()));
    Set<Kind<?>> known = new HashSet<>(DIFFERENTIATED);
    known.addAll(NOT_DIFFERENTIATED.keySet());
    assertEquals(known, kinds);
  }

  /** Tests under the names of their classes. */
  private static final class Checks {
    private final List<DynamicTest> tests = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    void add(String className, String title, Executable check) {
      names.add(className);
      tests.add(DynamicTest.dynamicTest(title, check));
    }

    Stream<DynamicTest> all(Kind<?> kind) {
      assertEquals(KnownNames.of(kind), names, kind + " whose gradient is checked");
      return tests.stream();
    }
  }

  @TestFactory
  Stream<DynamicTest> ofALayer() {
    Checks checks = new Checks();
    for (LayerExample e : CoreLayerExamples.all()) {
      // Whole numbers have no gradient; what looks them up has weights.
      if (e.dtype() == DType.FLOAT32 || e.className().equals("Embedding")) {
        checks.add(e.className(), e.toString(), () -> checkLayer(e));
      }
    }
    return checks.all(Layer.KIND);
  }

  private static void checkLayer(LayerExample e) {
    GradientCheck.check(seed -> GradientSubject.of(e, e.shapes(), -1, 1, seed));
    if (e.unknown() != null) {
      try (var known = GradientSubject.of(e, e.shapes(), -1, 1, 1);
          var unknown = GradientSubject.of(e, e.unknown(), -1, 1, 1)) {
        List<NDArray> expected = GradientCheck.gradients(known);
        List<NDArray> got = GradientCheck.gradients(unknown);
        assertEquals(expected.size(), got.size());
        for (int i = 0; i < got.size(); i++) {
          Close.assertClose("with unknown sizes", expected.get(i), got.get(i), 1e-5, 1e-5);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> ofAnActivation() {
    Checks checks = new Checks();
    for (Entry<?> entry : TestAccess.entries()) {
      if (entry.kind() == Activation.KIND) {
        Activation a = Activation.KIND.get(entry.className());
        for (int range : new int[] {1, 3, 8}) {
          checks.add(
              entry.className(), entry.className() + " to " + range, () -> checkFunction(a, range));
        }
      }
    }
    return checks.all(Activation.KIND);
  }

  private static void checkFunction(Activation function, double range) {
    LayerExample e =
        LayerExample.of("Activation", () -> new org.keras4j.layers.Activation(function), 8);
    GradientCheck.check(seed -> GradientSubject.of(e, e.shapes(), -range, range, seed));
  }

  @TestFactory
  Stream<DynamicTest> ofAConstraint() {
    Checks checks = new Checks();
    for (JsonNode c : Fixtures.read("constraints")) {
      Constraint constraint = Constraint.KIND.fromConfig(name(c), Fixtures.map(c.get("config")));
      checks.add(name(c), Fixtures.text(c), () -> checkFunction(constraint::call, 2));
    }
    return checks.all(Constraint.KIND);
  }

  @TestFactory
  Stream<DynamicTest> ofARegularizer() {
    Checks checks = new Checks();
    for (JsonNode c : Fixtures.read("regularizers")) {
      checks.add(name(c), Fixtures.text(c), () -> checkRegularizer(c));
    }
    return checks.all(Regularizer.KIND);
  }

  private static void checkRegularizer(JsonNode c) {
    Regularizer r = Regularizer.KIND.fromConfig(name(c), Fixtures.map(c.get("config")));
    LongFunction<GradientSubject> subject =
        seed ->
            GradientSubject.ofPenalty(
                new Dense(3).useBias(false).kernelRegularizer(r),
                GradientSubject.random(new Random(seed), Shape.of(4, 3), -1, 1));
    if (c.get("gradient").isNull()) { // factors of zero
      GradientCheck.checkNone(subject);
    } else {
      GradientCheck.check(subject);
    }
  }

  @TestFactory
  Stream<DynamicTest> ofALoss() {
    Checks checks = new Checks();
    for (JsonNode c : Fixtures.read("losses")) {
      checks.add(name(c), Fixtures.text(c), () -> checkLoss(c));
    }
    return checks.all(Loss.KIND);
  }

  private static void checkLoss(JsonNode c) {
    NDArray p = Fixtures.array(c.get("p"));
    boolean unit = p.min() >= 0 && p.max() <= 1;
    String activation = c.get("activation").isNull() ? null : c.get("activation").asText();
    LongFunction<GradientSubject> subject =
        seed -> {
          Random random = new Random(seed);
          // Near 0 and 1 logarithms are cut off.
          NDArray inside = unit && activation == null ? p.multiply(0.7).add(0.1) : p;
          NDArray moved = inside.multiply(GradientSubject.random(random, p.shape(), 0.9, 1.1));
          if (p.min() < 0) {
            moved = moved.add(GradientSubject.random(random, p.shape(), -0.2, 0.2));
          }
          return GradientSubject.of(
              Loss.KIND.fromConfig(name(c), Fixtures.map(c.get("config"))),
              Fixtures.array(c.get("y")),
              moved,
              Close.arrayOrNull(c.get("weights")),
              activation);
        };
    if (Fixtures.text(c).endsWith("ignores all")) {
      GradientCheck.checkNone(subject);
    } else {
      GradientCheck.check(subject);
    }
  }

  private static String name(JsonNode c) {
    return c.get("class").asText();
  }
}
