package org.keras4j.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.parity.Close.assertClose;
import static org.keras4j.parity.Close.assertSameConfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Keras;
import org.keras4j.TestAccess;
import org.keras4j.constraints.Constraint;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.graph.OptimizerProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Replays what {@code parity/optimizers.py} computed with Keras. */
class OptimizerParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("optimizers");
  }

  static Stream<Named<JsonNode>> configs() {
    return Fixtures.named("optimizer_configs");
  }

  /** Columns of length 1, as Keras has it. */
  private static final class UnitNorm extends Constraint {
    @Override
    public Operand<TFloat32> call(Ops tf, Operand<TFloat32> w) {
      Operand<TFloat32> norm =
          tf.math.sqrt(
              tf.reduceSum(
                  tf.math.square(w), tf.constant(new int[] {0}), ReduceSum.keepDims(true)));
      return tf.math.div(w, tf.math.add(norm, tf.constant((float) Keras.EPSILON)));
    }
  }

  private static Variable weight(String path, NDArray start) {
    Initializer given =
        new Initializer() {
          @Override
          public Operand<TFloat32> call(Ops tf, Shape shape) {
            return tf.reshape(
                tf.constant(start.toFloatArray()), tf.constant(start.shape().asArray()));
          }

          @Override
          protected void config(Config c) {}
        };
    Variable v =
        new Variable(path.substring(path.lastIndexOf('/') + 1), start.shape(), given, true);
    v.assign(start);
    return TestAccess.path(v, path);
  }

  /** The fused operations of Adam have 1 − 0.999 in float32, which is 1.3e-5 less than 0.001. */
  private static double rounding(JsonNode c) {
    return Set.of("Adam", "AdamW", "Muon").contains(c.get("class").asText()) ? 1.3e-5 : 0;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesTheSameWayAsKeras(JsonNode c) {
    Optimizer optimizer =
        Optimizers.fromConfig(c.get("class").asText(), Fixtures.map(c.get("config")));
    c.get("exclude")
        .forEach(p -> ((FluentOptimizer<?>) optimizer).excludeFromWeightDecay(p.asText()));
    List<Variable> weights = new ArrayList<>();
    for (int i = 0; i < c.get("paths").size(); i++) {
      weights.add(weight(c.get("paths").get(i).asText(), Fixtures.array(c.get("start").get(i))));
    }
    if (c.get("unitNorm").asBoolean()) {
      weights.get(0).constraint(new UnitNorm());
    }
    JsonNode gradients = c.get("gradients");
    try (OptimizerProbe probe = new OptimizerProbe(optimizer, weights)) {
      for (int s = 0; s < gradients.size(); s++) {
        JsonNode rate = c.get("sets").get(Integer.toString(s));
        if (rate != null) {
          optimizer.learningRate(rate.asDouble());
        }
        probe.step(Fixtures.arrays(gradients.get(s)));
        for (int i = 0; i < weights.size(); i++) {
          NDArray expected = Fixtures.array(c.get("trajectory").get(s).get(i));
          NDArray moved = expected.subtract(Fixtures.array(c.get("start").get(i)));
          assertClose(
              "step " + s + ", " + weights.get(i).path(),
              expected,
              weights.get(i).value(),
              2e-6,
              2e-7 + rounding(c) * Math.max(Math.abs(moved.min()), moved.max()));
        }
      }
    }
    assertEquals(c.get("iterations").asLong(), optimizer.iterations());
    JsonNode state = c.get("state");
    List<String> names = new ArrayList<>();
    state.forEach(v -> names.add(v.get("name").asText()));
    assertEquals(names, optimizer.variables().stream().map(Variable::name).toList());
    for (int i = 0; i < names.size(); i++) {
      assertClose(
          names.get(i),
          Fixtures.array(state.get(i).get("value")),
          optimizer.variables().get(i).value(),
          5e-6 + rounding(c),
          1e-7 + 0.1 * rounding(c));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void describesItselfAsKerasDoes(JsonNode c) {
    Map<String, Object> expected = Fixtures.map(c.get("config"));
    Map<String, Object> actual =
        Optimizers.fromConfig(c.get("class").asText(), expected).getConfig();
    actual.remove("name");
    assertSameConfig("config", expected, actual);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void hasTheDefaultsOfKeras(JsonNode c) {
    Keras.clearSession();
    Map<String, Object> actual =
        Optimizers.fromConfig(c.get("class").asText(), Map.of()).getConfig();
    assertSameConfig("config", Fixtures.map(c.get("config")), actual);
  }
}
