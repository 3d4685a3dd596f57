package org.keras4j.initializers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.layers.Conv2D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.GlobalAveragePooling2D;
import org.keras4j.layers.MaxPooling2D;
import org.keras4j.layers.Reshape;
import org.keras4j.layers.SeparableConv2D;
import org.keras4j.parity.Fixtures;
import org.keras4j.parity.WeightDigests;

/** The same lines as in Python give the same weights after {@code setRandomSeed}. */
class InitialWeightsTest {

  static Stream<Named<JsonNode>> cases() {
    return Fixtures.named("initial_weights");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areThoseOfKerasBitForBit(JsonNode c) {
    Keras.setRandomSeed(c.get("seed").asLong());
    try (Sequential m = build(c.get("model").asText())) {
      WeightDigests.assertSame(c.get("weights"), m.getWeights());
      assertTrue(m.countParams() > 0);
    }
  }

  private static Sequential build(String name) {
    var m = new Sequential();
    switch (name) {
      case "conv" -> {
        m.add(Input.of(28, 28, 1));
        m.add(new Conv2D(64, 3, 3).activation("relu"));
        m.add(new MaxPooling2D(2, 2));
        m.add(new Conv2D(128, 3, 3).activation("relu"));
        m.add(new MaxPooling2D(2, 2));
        m.add(new Flatten());
        m.add(new Dense(800).activation("relu"));
        m.add(new Dropout(0.5));
        m.add(new Dense(10).activation("softmax"));
      }
      case "dense" -> {
        m.add(Input.of(20));
        m.add(new Dropout(0.0));
        m.add(new Dense(30).kernelInitializer("he_normal"));
        m.add(new Dropout(0.2));
        m.add(new Dense(20).kernelInitializer("glorot_normal").biasInitializer("normal"));
        m.add(new Dense(10).kernelInitializer("zeros"));
        m.add(new Dropout(0.2).seed(3));
        m.add(new Dense(10).kernelInitializer(new LecunNormal().seed(4)));
        m.add(new Dense(10).kernelInitializer(new TruncatedNormal()));
        m.add(new Dense(10));
      }
      case "separable" -> {
        m.add(Input.of(6));
        m.add(new Embedding(12, 8));
        m.add(new Reshape(6, 8, 1));
        m.add(new SeparableConv2D(4, 3).pointwiseInitializer("random_normal"));
        m.add(new SeparableConv2D(4, 2).depthwiseInitializer("ones"));
        m.add(new GlobalAveragePooling2D());
        m.add(new Dense(3));
      }
      default -> throw new IllegalArgumentException(name);
    }
    return m;
  }
}
