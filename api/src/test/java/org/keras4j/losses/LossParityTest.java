package org.keras4j.losses;

import static org.keras4j.parity.Close.assertClose;
import static org.keras4j.parity.Close.assertSameConfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.TestAccess;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.GradientProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Replays what {@code parity/losses.py} computed with Keras. */
class LossParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("losses");
  }

  static Stream<Named<JsonNode>> configs() {
    return Fixtures.named("loss_configs");
  }

  private static Loss make(JsonNode c) {
    return TestAccess.fill(Losses.get(c.get("class").asText()), Fixtures.map(c.get("config")));
  }

  private static Operand<TFloat32> activate(Ops tf, JsonNode name, Operand<TFloat32> x) {
    return switch (name.asText()) {
      case "softmax" -> tf.nn.softmax(x);
      case "sigmoid" -> tf.math.sigmoid(x);
      default -> x;
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAndGradientsAreThoseOfKeras(JsonNode c) {
    Loss loss = make(c);
    Loss each = make(c).reduction(Reduction.NONE);
    List<NDArray> inputs = new ArrayList<>();
    inputs.add(Fixtures.array(c.get("p")));
    inputs.add(Fixtures.array(c.get("y")));
    NDArray w = Close.arrayOrNull(c.get("weights"));
    if (w != null) {
      inputs.add(w);
    }
    List<NDArray> got =
        GradientProbe.run(
            (tf, in) -> {
              Operand<TFloat32> p = activate(tf, c.get("activation"), Casts.toFloat(tf, in.get(0)));
              Operand<TFloat32> y = Casts.toFloat(tf, in.get(1));
              Operand<TFloat32> weights = in.size() > 2 ? Casts.toFloat(tf, in.get(2)) : null;
              return List.of(loss.apply(tf, y, p, weights), each.apply(tf, y, p, weights));
            },
            inputs,
            0);
    assertClose("value", Fixtures.array(c.get("value")), got.get(0), 2e-6, 1e-7);
    assertClose("values", Fixtures.array(c.get("values")), got.get(1), 3e-6, 1e-7);
    assertClose("gradient", Fixtures.array(c.get("gradient")), got.get(2), 1e-5, 1e-7);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void configsAreThoseOfKeras(JsonNode c) {
    assertSameConfig(
        "config",
        Fixtures.map(c.get("config")),
        TestAccess.fill(Losses.get(c.get("class").asText()), java.util.Map.of()).getConfig());
  }
}
