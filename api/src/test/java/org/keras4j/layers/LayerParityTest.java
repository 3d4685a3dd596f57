package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.internal.graph.LayerProbe;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;

/** Every layer, built from its Keras config, against what Keras computed with it. */
class LayerParityTest {

  /** Their random numbers, and so their outputs, are those of Keras bit for bit. */
  private static final Set<String> RANDOM =
      Set.of(
          "Dropout",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "SpatialDropout3D",
          "GaussianNoise",
          "GaussianDropout");

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("layers");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithKeras(JsonNode c) {
    String kind = c.get("class").asText();
    var config = Fixtures.map(c.get("config"));
    Layer layer = Layers.fromConfig(kind, config);
    List<NDArray> inputs = Fixtures.arrays(c.get("inputs"));
    LayerProbe.modelOf(layer, inputs).close();
    layer.setWeights(Fixtures.arrays(c.get("weights")));

    var outcome =
        LayerProbe.run(
            layer, inputs, List.of(Fixtures.array(c.get("dy"))), c.get("training").asBoolean());

    double atol = c.get("atol").asDouble();
    compare("output", List.of(c.get("output")), outcome.outputs(), atol);
    assertEquals(Fixtures.array(c.get("output")).dtype(), outcome.outputs().get(0).dtype(), "type");
    compare("gradient by input", c.get("dx"), outcome.inputGradients(), atol);
    compare("gradient by weight", c.get("dw"), outcome.weightGradients(), atol);
    assertEquals(c.get("loss").asDouble(), outcome.loss(), 1e-5, "loss");
    if (!c.get("after").isNull()) {
      compare("weight after the call", c.get("after"), layer.getWeights(), atol);
    }
    if (RANDOM.contains(kind)) {
      Close.assertIdentical("output", Fixtures.array(c.get("output")), outcome.outputs().get(0));
    }
    Close.assertSameConfig("config", config, layer.getConfig());
  }

  private static void compare(
      String what, Iterable<JsonNode> expected, List<NDArray> actual, double atol) {
    int i = 0;
    for (JsonNode node : expected) {
      NDArray keras = Fixtures.array(node);
      double largest = 1;
      for (float v : keras.toFloatArray()) {
        largest = Math.max(largest, Math.abs(v));
      }
      Close.assertClose(what + " " + i, keras, actual.get(i), 1e-5, atol * largest);
      i++;
    }
    assertEquals(i, actual.size(), what + ": number");
  }
}
