package org.keras4j.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;

class ActivationParityTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("activations");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithKeras(JsonNode c) {
    Activation a = of(c.get("name").asText(), c.get("parameters"));
    var outcome =
        LayerProbe.run(
            new org.keras4j.layers.Activation(a),
            List.of(Fixtures.array(c.get("x"))),
            List.of(Fixtures.array(c.get("dy"))),
            true);
    Close.assertClose("value", Fixtures.array(c.get("y")), outcome.outputs().get(0));
    Close.assertClose("gradient", Fixtures.array(c.get("dx")), outcome.inputGradients().get(0));
  }

  private static Activation of(String name, JsonNode p) {
    if (p.isEmpty()) {
      return Activations.get(name);
    }
    return switch (name) {
      case "relu" ->
          Activations.relu(
              p.path("negative_slope").asDouble(0),
              p.has("max_value") ? p.get("max_value").asDouble() : null,
              p.path("threshold").asDouble(0));
      case "leaky_relu" -> Activations.leakyRelu(p.get("negative_slope").asDouble());
      case "elu" -> Activations.elu(p.get("alpha").asDouble());
      case "celu" -> Activations.celu(p.get("alpha").asDouble());
      case "gelu" -> Activations.gelu(p.get("approximate").asBoolean());
      case "squareplus" -> Activations.squareplus(p.get("b").asDouble());
      case "soft_shrink" -> Activations.softShrink(p.get("threshold").asDouble());
      case "hard_shrink" -> Activations.hardShrink(p.get("threshold").asDouble());
      case "threshold" ->
          Activations.threshold(p.get("threshold").asDouble(), p.get("default_value").asDouble());
      case "softmax" -> Activations.softmax(p.get("axis").asInt());
      case "log_softmax" -> Activations.logSoftmax(p.get("axis").asInt());
      case "sparsemax" -> Activations.sparsemax(p.get("axis").asInt());
      case "glu" -> Activations.glu(p.get("axis").asInt());
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void namesAndConstantsAreTheSame() {
    assertSame(Activations.SILU, Activations.get("swish"));
    assertSame(Activations.RELU, Activations.get("relu"));
    assertEquals("silu", Activations.nameOf(Activations.SILU));
    assertEquals("softmax", Activations.nameOf(Activations.softmax(-1)));
  }

  @Test
  void anUnknownNameListsTheNearestFirst() {
    var e = assertThrows(IllegalArgumentException.class, () -> Activations.get("rleu"));
    assertTrue(e.getMessage().contains("Did you mean 'relu'?"), e.getMessage());
  }
}
