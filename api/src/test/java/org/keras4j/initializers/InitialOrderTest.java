package org.keras4j.initializers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Keras;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Conv2DTranspose;
import org.keras4j.layers.Dense;
import org.keras4j.layers.DepthwiseConv1D;
import org.keras4j.layers.DepthwiseConv2D;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.Layers;
import org.keras4j.layers.PReLU;
import org.keras4j.layers.SeparableConv1D;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;

/** The initializers of one layer draw their seeds in the order in which they do in Python. */
class InitialOrderTest {

  private static final String UNIFORM = "random_uniform";
  private static final String NORMAL = "random_normal";

  private static final Map<String, Supplier<Layer>> LAYERS =
      Map.ofEntries(
          Map.entry("separable", () -> new SeparableConv1D(2, 1)),
          Map.entry(
              "separable, depthwise object",
              () -> new SeparableConv1D(2, 1).depthwiseInitializer(new HeNormal())),
          Map.entry(
              "separable, names",
              () ->
                  new SeparableConv2D(2, 1)
                      .biasInitializer(UNIFORM)
                      .pointwiseInitializer(NORMAL)
                      .depthwiseInitializer("he_normal")),
          Map.entry(
              "separable, pointwise and bias objects",
              () ->
                  new SeparableConv1D(2, 1)
                      .pointwiseInitializer(new HeNormal())
                      .biasInitializer(new RandomNormal())),
          Map.entry(
              "depthwise, bias object",
              () -> new DepthwiseConv1D(1).biasInitializer(new RandomUniform())),
          Map.entry(
              "depthwise, names",
              () -> new DepthwiseConv2D(1).biasInitializer(UNIFORM).depthwiseInitializer(NORMAL)),
          Map.entry("dense, bias object", () -> new Dense(2).biasInitializer(new RandomUniform())),
          Map.entry(
              "dense, objects",
              () ->
                  new Dense(2)
                      .biasInitializer(new RandomUniform())
                      .kernelInitializer(new HeNormal())),
          Map.entry(
              "dense, bias object with a seed",
              () -> new Dense(2).biasInitializer(new RandomUniform().seed(3))),
          Map.entry(
              "dense, names",
              () -> new Dense(2).biasInitializer(UNIFORM).kernelInitializer("he_normal")),
          Map.entry(
              "transposed, bias object",
              () -> new Conv2DTranspose(2, 1).biasInitializer(new RandomUniform())),
          Map.entry(
              "batch, names",
              () -> new BatchNormalization().gammaInitializer(UNIFORM).betaInitializer(NORMAL)),
          Map.entry(
              "batch, all",
              () ->
                  new BatchNormalization()
                      .movingVarianceInitializer(UNIFORM)
                      .movingMeanInitializer(new RandomNormal())
                      .gammaInitializer(NORMAL)
                      .betaInitializer(new HeNormal())),
          Map.entry(
              "layer, names",
              () -> new LayerNormalization().gammaInitializer(UNIFORM).betaInitializer(NORMAL)),
          Map.entry("prelu, name", () -> new PReLU().alphaInitializer(UNIFORM)),
          Map.entry("prelu, object", () -> new PReLU().alphaInitializer(new RandomNormal())),
          Map.entry(
              "embedding, object",
              () -> new Embedding(4, 2).embeddingsInitializer(new RandomNormal())));

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("initial_order");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isThatOfPython(JsonNode c) {
    Supplier<Layer> make = LAYERS.get(c.get("name").asText());
    assertNotNull(make);
    Keras.setRandomSeed(5);
    assertWeights(c, new Dense(1), make.get(), new Dense(1));
  }

  @Test
  void aConfigHasTheOrderOfTheConstructor() {
    JsonNode c = named("dense, names");
    Keras.setRandomSeed(5);
    assertWeights(
        c,
        new Dense(1),
        Layers.fromConfig(
            "Dense",
            Map.of("units", 2, "bias_initializer", UNIFORM, "kernel_initializer", "he_normal")),
        new Dense(1));
  }

  @Test
  void anObjectThatIsOlderThanTheLayerLeavesTheOrderAsItIs() {
    JsonNode c = named("dense, bias object");
    Keras.setRandomSeed(5);
    Dense first = new Dense(1);
    var older = new RandomUniform();
    Dense second = new Dense(2);
    Dense third = new Dense(1);
    assertWeights(c, first, second.biasInitializer(older), third);
  }

  private static JsonNode named(String name) {
    return Fixtures.read("initial_order").stream()
        .filter(c -> c.get("name").asText().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static long[] shape(JsonNode c) {
    List<Long> dims = new ArrayList<>(List.of(1L));
    c.get("shape").forEach(d -> dims.add(d.asLong()));
    return dims.stream().mapToLong(Long::longValue).toArray();
  }

  private static void assertWeights(JsonNode c, Layer before, Layer layer, Layer after) {
    before.apply(NDArray.zeros(1, 2));
    layer.apply(NDArray.zeros(shape(c)));
    after.apply(NDArray.zeros(1, 2));
    List<NDArray> all = new ArrayList<>(before.getWeights());
    all.addAll(layer.getWeights());
    all.addAll(after.getWeights());
    List<NDArray> expected = Fixtures.arrays(c.get("weights"));
    assertEquals(expected.size(), all.size());
    for (int i = 0; i < all.size(); i++) {
      Close.assertIdentical("weight " + i, expected.get(i), all.get(i));
    }
  }
}
