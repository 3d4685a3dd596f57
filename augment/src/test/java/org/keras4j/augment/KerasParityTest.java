package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.core.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Layers;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;

/** Replays what Keras computed; {@code parity/augment.py} wrote it down. */
class KerasParityTest {

  @TestFactory
  Stream<DynamicTest> agreesWithKeras() {
    return Fixtures.tests(
        "layers",
        c -> {
          if (c.has("parameters")) {
            checkRandom(c);
          } else {
            checkFixed(c);
          }
        });
  }

  private void checkRandom(JsonNode c) {
    NDArray x = Fixtures.array(c.get("x"));
    RandomLayer<?> layer = (RandomLayer<?>) make(c);
    assertEquals(comparable(Fixtures.map(c.get("config"))), comparable(ownConfig(layer)));

    List<NDArray> drawn = Fixtures.arrays(c.get("parameters"));
    NDArray nhwc = isChannelsFirst(layer) ? x.transpose(0, 2, 3, 1) : x;
    int draws = (int) Fixtures.array(c.get("state")).getLong(1) / 2;
    int calls = draws == 0 ? 0 : 2; // RandomCrop draws only where there is a choice
    List<NDArray> ours =
        calls == 0
            ? List.of()
            : Probe.look(nhwc, calls, draws, (i, context) -> parameters(layer, i, context));
    for (int call = 0; call < calls; call++) {
      assertArrayEquals(
          Probe.floats(drawn.get(call)).toFloatArray(),
          ours.get(call).toFloatArray(),
          "what call " + call + " draws");
    }

    List<NDArray> outputs = Fixtures.arrays(c.get("outputs"));
    for (NDArray expected : outputs) {
      close(expected, layer.apply(x));
    }
    assertEquals(Fixtures.array(c.get("state")), layer.variables().get(0).value());

    NDArray still = layer.apply(x, false);
    assertEquals(c.get("inference_dtype").asText(), still.dtype().kerasName());
    assertEquals(Probe.floats(x), Probe.floats(still));
    checkGradient(c, layer, x);
  }

  private void checkFixed(JsonNode c) {
    NDArray x = Fixtures.array(c.get("x"));
    Layer layer = make(c);
    assertEquals(comparable(Fixtures.map(c.get("config"))), comparable(ownConfig(layer)));
    NDArray expected = Fixtures.arrays(c.get("outputs")).get(0);
    close(expected, layer.apply(x, false));
    close(expected, layer.apply(x, true));
    if (c.has("gradient") && layer instanceof Rescaling r) {
      NDArray g =
          Probe.gradient((tf, in) -> r.call(tf, in, null), x, Fixtures.array(c.get("cotangent")));
      close(Fixtures.array(c.get("gradient")), g);
    } else if (c.has("gradient")) {
      checkGradient(c, (ImageLayer<?>) layer, x);
    }
    // without known sizes CenterCrop can only cut, as in Keras
    boolean anySize =
        layer instanceof Resizing || (layer instanceof CenterCrop && isAtLeast(x, expected));
    if (anySize && x.rank() == 4 && x.dtype() == DType.FLOAT32 && !isChannelsFirst(layer)) {
      close(expected, Probe.unknownSize((ImageLayer<?>) layer, x));
    }
  }

  private static boolean isAtLeast(NDArray x, NDArray y) {
    return x.shape().get(1) >= y.shape().get(1) && x.shape().get(2) >= y.shape().get(2);
  }

  private static boolean isChannelsFirst(Layer layer) {
    return "channels_first".equals(layer.getConfig().get("data_format"));
  }

  private static void checkGradient(JsonNode c, ImageLayer<?> layer, NDArray x) {
    if (c.has("gradient")) {
      NDArray g = Probe.gradient(layer, x, Fixtures.array(c.get("cotangent")));
      close(Fixtures.array(c.get("gradient")), g);
    }
  }

  private static Operand<?> parameters(RandomLayer<?> layer, Images images, CallContext context) {
    if (layer instanceof RandomRotation r) {
      return r.angles(images, context);
    } else if (layer instanceof AffineLayer<?> a) {
      return a.matrices(images, context);
    } else if (layer instanceof RandomFlip f) {
      return f.coins(images, context);
    } else if (layer instanceof RandomContrast r) {
      return r.contrasts(images, context);
    } else if (layer instanceof RandomBrightness b) {
      return b.deltas(images, context);
    }
    return ((RandomCrop) layer).corner(images, context);
  }

  private static Layer make(JsonNode c) {
    return Layers.fromConfig(c.get("layer").asText(), Fixtures.map(c.get("config")));
  }

  /** The config without what every layer has; the fixtures list only a layer's own arguments. */
  private static Map<String, Object> ownConfig(Layer layer) {
    Map<String, Object> config = new java.util.TreeMap<>(layer.getConfig());
    config.keySet().removeAll(List.of("name", "trainable", "dtype"));
    return config;
  }

  /** Numbers as doubles, so that 1 equals 1.0. */
  private static Object comparable(Object value) {
    if (value instanceof Number n) {
      return n.doubleValue();
    } else if (value instanceof List<?> l) {
      return l.stream().map(KerasParityTest::comparable).toList();
    } else if (value instanceof Map<?, ?> m) {
      Map<Object, Object> all = new java.util.TreeMap<>();
      m.forEach((k, v) -> all.put(k, comparable(v)));
      return all;
    }
    return value;
  }

  private static void close(NDArray expected, NDArray actual) {
    assertEquals(expected.dtype(), actual.dtype());
    assertEquals(expected.shape(), actual.shape());
    assertTrue(
        actual.allClose(expected, 1e-6, 1e-5), () -> "expected " + expected + " but was " + actual);
  }
}
