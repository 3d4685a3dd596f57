package org.keras4j.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.Keras;
import org.keras4j.core.CallContext;
import org.keras4j.core.SeedGenerator;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** Draws are those of {@code keras.random}, bit for bit, wherever their seeds come from. */
class RandomParityTest {

  private static final List<JsonNode> ALL = Fixtures.read("random_draws");
  private static final NDArray LOGITS = Fixtures.array(ALL.get(0).get("logits"));
  private static final NDArray X = Fixtures.array(ALL.get(0).get("x"));

  static List<JsonNode> of(String kind) {
    return ALL.stream().filter(c -> c.get("kind").asText().equals(kind)).toList();
  }

  static List<JsonNode> seeds() {
    return of("seed");
  }

  static List<JsonNode> generators() {
    return of("generator");
  }

  private static NDArray draw(String name, KerasRandom r) {
    return switch (name) {
      case "normal" -> r.normal(Shape.of(2, 3), 0.5, 2);
      case "standardNormal" -> r.normal(Shape.of(5));
      case "truncatedNormal" -> r.truncatedNormal(Shape.of(2, 3), -1, 0.1);
      case "uniform" -> r.uniform(Shape.of(2, 3), -0.3, 0.9);
      case "standardUniform" -> r.uniform(Shape.of(5));
      case "randint" -> r.randint(Shape.of(3, 4), -3, 100);
      case "binomial" -> r.binomial(Shape.of(6), 20, 0.3);
      case "categorical" -> r.categorical(LOGITS, 6);
      case "dropout" -> r.dropout(X, 0.4);
      case "shuffle" -> r.shuffle(X);
      case "shuffleColumns" -> r.shuffle(X, 1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void same(JsonNode expected, NDArray actual) {
    NDArray e = Fixtures.array(expected);
    assertEquals(e.dtype(), actual.dtype());
    Close.assertIdentical("draw", e, actual);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withASeed(JsonNode c) {
    same(c.get("y"), draw(c.get("draw").asText(), KerasRandom.of(c.get("seed").asLong())));
  }

  @ParameterizedTest
  @MethodSource("generators")
  void withAGenerator(JsonNode c) {
    var r = KerasRandom.of(new SeedGenerator(c.get("seed").asLong()));
    c.get("y").forEach(y -> same(y, draw(c.get("draw").asText(), r)));
  }

  /** A layer that draws in its graph. */
  private static final class Draws extends FluentLayer<Draws> {
    private final SeedGenerator generator = addSeedGenerator(new SeedGenerator(123L));
    private final String draw;

    Draws(String draw) {
      this.draw = draw;
    }

    @Override
    protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
      var r = RandomOps.of(tf, context, generator);
      List<Operand<?>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        all.add(one(tf, r));
      }
      return all;
    }

    private Operand<?> one(Ops tf, RandomOps r) {
      var logits = tf.reshape(tf.constant(LOGITS.toFloatArray()), tf.constant(new int[] {3, 5}));
      var x = tf.reshape(tf.constant(X.toFloatArray()), tf.constant(new int[] {4, 3}));
      return switch (draw) {
        case "normal" -> r.normal(tf.constant(new int[] {2, 3}), 0.5, 2);
        case "standardNormal" -> r.normal(tf.constant(new int[] {5}), 0, 1);
        case "truncatedNormal" -> r.truncatedNormal(tf.constant(new int[] {2, 3}), -1, 0.1);
        case "uniform" -> r.uniform(tf.constant(new int[] {2, 3}), -0.3, 0.9);
        case "standardUniform" -> r.uniform(tf.constant(new int[] {5}), 0, 1);
        case "randint" -> r.randint(tf.constant(new int[] {3, 4}), -3, 100);
        case "binomial" -> r.binomial(tf.constant(new int[] {6}), 20, 0.3);
        case "categorical" -> r.categorical(logits, 6);
        case "dropout" -> r.dropout(x, 0.4);
        case "shuffle" -> r.shuffle(x, 0);
        case "shuffleColumns" -> r.shuffle(x, 1);
        default -> throw new IllegalArgumentException(draw);
      };
    }
  }

  @ParameterizedTest
  @MethodSource("generators")
  void inAGraph(JsonNode c) {
    List<NDArray> all =
        new Draws(c.get("draw").asText()).applyToArrays(List.of(NDArray.zeros(1, 1)));
    for (int i = 0; i < 3; i++) {
      same(c.get("y").get(i), all.get(i));
    }
  }

  @Test
  void withoutASeed() {
    JsonNode c = of("global").get(0);
    Keras.setRandomSeed(c.get("seed").asLong());
    for (int i = 0; i < c.get("draws").size(); i++) {
      same(c.get("y").get(i), draw(c.get("draws").get(i).asText(), KerasRandom.of()));
    }
  }

  @Test
  void theGlobalGeneratorTakesItsSeedBehindLayersMadeBefore() {
    JsonNode c = of("order").get(0);
    Keras.setRandomSeed(c.get("seed").asLong());
    var unused = new org.keras4j.layers.Dense(2);
    assertTrue(unused.trainable());
    same(c.get("y").get(0), KerasRandom.of().normal(Shape.of(3)));
    same(c.get("y").get(1), KerasRandom.of().normal(Shape.of(3)));
    Keras.setRandomSeed(c.get("seed").asLong());
    same(c.get("y").get(2), KerasRandom.of().normal(Shape.of(3)));
  }

  @Test
  void aGeneratorGoesOnWhereItsLayerStopped() {
    var layer = new Draws("standardNormal");
    layer.applyToArrays(List.of(NDArray.zeros(1, 1)));
    assertEquals(3, layer.generator.next()[1]);
    NDArray fifth = layer.applyToArrays(List.of(NDArray.zeros(1, 1))).get(0);
    var other = new SeedGenerator(123L);
    for (int i = 0; i < 4; i++) {
      other.next();
    }
    Close.assertIdentical("fifth draw", KerasRandom.of(other).normal(Shape.of(5)), fifth);
  }

  @Test
  void dropoutDropsInfinity() {
    NDArray infinite =
        NDArray.full(org.keras4j.ndarray.DType.FLOAT32, Double.POSITIVE_INFINITY, 64);
    NDArray y = KerasRandom.of(1).dropout(infinite, 0.5);
    for (float v : y.toFloatArray()) {
      assertTrue(v == 0 || v == Float.POSITIVE_INFINITY, "element " + v);
    }
  }

  @Test
  void badArgumentsAreNamed() {
    var r = KerasRandom.of(1);
    assertThrows(IllegalArgumentException.class, () -> r.dropout(X, 1.5));
    assertThrows(IllegalArgumentException.class, () -> r.randint(Shape.of(2), 3, 3));
    assertThrows(IllegalArgumentException.class, () -> r.normal(Shape.of(-1, 2)));
    assertThrows(IllegalArgumentException.class, () -> r.categorical(NDArray.zeros(3), 2));
    assertThrows(IllegalArgumentException.class, () -> r.binomial(Shape.of(2), -1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> r.shuffle(X, 2));
  }
}
