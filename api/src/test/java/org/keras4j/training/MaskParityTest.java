package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Activation;
import org.keras4j.layers.Add;
import org.keras4j.layers.Average;
import org.keras4j.layers.BatchNormalization;
import org.keras4j.layers.Concatenate;
import org.keras4j.layers.Conv1D;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.layers.ELU;
import org.keras4j.layers.Embedding;
import org.keras4j.layers.GlobalAveragePooling1D;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerNormalization;
import org.keras4j.layers.Layers;
import org.keras4j.layers.Masking;
import org.keras4j.layers.Maximum;
import org.keras4j.layers.Minimum;
import org.keras4j.layers.Multiply;
import org.keras4j.layers.ReLU;
import org.keras4j.layers.Softmax;
import org.keras4j.layers.Subtract;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.losses.SparseCategoricalCrossentropy;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Fixtures;

/** Replays parity/masks.py: which layers support masks, and what masks do in whole models. */
class MaskParityTest {

  private static final int STEPS = 5;
  private static final double TOLERANCE = 1e-5;

  @TestFactory
  List<DynamicTest> masksTravelAsInKeras() {
    List<JsonNode> cases = Fixtures.read("masks");
    return IntStream.range(0, cases.size())
        .mapToObj(
            i -> {
              JsonNode c = cases.get(i);
              return c.has("supports")
                  ? DynamicTest.dynamicTest(i + " " + c.get("class").asText(), () -> supports(c))
                  : DynamicTest.dynamicTest(
                      i + " " + c.get("model").asText() + " " + c.get("loss") + c.path("config"),
                      () -> replay(c));
            })
        .toList();
  }

  private static void supports(JsonNode c) {
    Layer layer = Layers.fromConfig(c.get("class").asText(), Fixtures.map(c.get("config")));
    assertEquals(c.get("supports").asBoolean(), layer.supportsMasking());
  }

  private static void replay(JsonNode c) {
    List<NDArray> x = Fixtures.arrays(c.get("x"));
    List<NDArray> y = Fixtures.arrays(c.get("y"));
    NDArray[] weights =
        c.has("sample_weight")
            ? Fixtures.arrays(c.get("sample_weight")).toArray(NDArray[]::new)
            : new NDArray[0];
    int batch = c.get("batch").asInt();
    try (Model m = model(c.get("model").asText())) {
      m.setWeights(Fixtures.arrays(c.get("weights")));
      m.compile(
          o -> {
            o.optimizer(new SGD(0.1)).loss(loss(c));
            c.get("metrics").forEach(name -> o.metrics(name.asText()));
            c.get("weighted").forEach(name -> o.weightedMetrics(name.asText()));
          });
      var history =
          m.fit(
              new FitOptions()
                  .x(x)
                  .y(y)
                  .sampleWeight(weights)
                  .batchSize(batch)
                  .epochs(2)
                  .shuffle(false)
                  .verbose(0));
      c.get("history")
          .properties()
          .forEach(
              e -> {
                for (int i = 0; i < 2; i++) {
                  assertClose(
                      e.getValue().get(i), history.get(e.getKey()).get(i), e.getKey() + " " + i);
                }
              });
      Map<String, Double> scores =
          m.evaluate(x, y, o -> o.batchSize(batch).verbose(0).sampleWeight(weights)).asMap();
      assertEquals(c.get("evaluate").size(), scores.size(), scores.toString());
      c.get("evaluate")
          .properties()
          .forEach(e -> assertClose(e.getValue(), scores.get(e.getKey()), e.getKey()));
      assertArrays(c.get("predict"), m.predict(x, o -> o.batchSize(batch).verbose(0)), "output");
      assertArrays(c.get("end"), m.getWeights(), "weight");
      try (var predictor = m.predictor()) {
        assertArrays(c.get("predict"), predictor.predict(x), "output of the predictor");
      }
    }
  }

  private static Loss loss(JsonNode c) {
    Loss loss = Losses.get(c.get("loss").asText());
    JsonNode config = c.path("config");
    if (config.has("reduction")) {
      loss.reduction(config.get("reduction").asText());
    }
    if (config.path("ignore_class").isNumber()) {
      ((SparseCategoricalCrossentropy) loss).ignoreClass(config.get("ignore_class").asInt());
    }
    return loss;
  }

  private static void assertClose(JsonNode expected, double seen, String what) {
    double e = expected.asDouble();
    assertEquals(e, seen, TOLERANCE / 5 + TOLERANCE * Math.abs(e), what);
  }

  private static void assertArrays(JsonNode expected, List<NDArray> seen, String what) {
    List<NDArray> all = Fixtures.arrays(expected);
    assertEquals(all.size(), seen.size(), what);
    for (int i = 0; i < all.size(); i++) {
      assertTrue(
          seen.get(i).allClose(all.get(i), TOLERANCE, TOLERANCE / 5),
          what + " " + i + ": " + all.get(i) + " expected, received " + seen.get(i));
    }
  }

  // --- The models of parity/masks.py ------------------------------------------------------------

  private static KerasTensor tokens(String name) {
    return Input.of(DType.INT32, STEPS).name(name);
  }

  private static KerasTensor embedded(KerasTensor tokens, String name) {
    return new Embedding(6, 3).maskZero(true).name(name).apply(tokens);
  }

  private static Model merged(Layer layer) {
    KerasTensor a = tokens("a");
    KerasTensor x = embedded(a, "ea");
    KerasTensor b = tokens("b");
    KerasTensor y = embedded(b, "eb");
    return new Model(List.of(a, b), List.of(out(2).apply(layer.apply(x, y))));
  }

  private static Model mergedThree(Layer layer) {
    KerasTensor a = tokens("a");
    KerasTensor x = embedded(a, "ea");
    KerasTensor b = tokens("b");
    KerasTensor y = embedded(b, "eb");
    KerasTensor c = tokens("c");
    KerasTensor z = embedded(c, "ec");
    return new Model(List.of(a, b, c), List.of(out(2).apply(layer.apply(x, y, z))));
  }

  private static Dense out(int units) {
    return new Dense(units).name("out");
  }

  private static Model model(String name) {
    KerasTensor a = tokens("a");
    KerasTensor x = embedded(a, "ea");
    return switch (name) {
      case "classifier" ->
          new Model(a, out(3).activation("softmax").apply(new Dropout(0.3).seed(5).apply(x)));
      case "regression" -> new Model(a, out(2).apply(new Dense(4).activation("tanh").apply(x)));
      case "sequential" ->
          Sequential.of(
              Input.of(DType.INT32, STEPS),
              new Embedding(6, 3).maskZero(true),
              new LayerNormalization(),
              new ReLU(),
              new Dense(1));
      case "two_outputs" -> {
        KerasTensor p = new Dense(1).name("p").apply(x);
        KerasTensor q = new Dense(2).name("q").apply(new GlobalAveragePooling1D().apply(x));
        yield new Model(List.of(a), List.of(p, q));
      }
      case "normalized" -> {
        KerasTensor in = Input.of(STEPS, 3);
        KerasTensor h = new Dense(4).apply(new Masking(-1).apply(in));
        yield new Model(in, out(2).apply(new BatchNormalization().momentum(0.8).apply(h)));
      }
      case "normalized_first" -> {
        KerasTensor in = Input.of(STEPS, 3);
        KerasTensor h =
            new BatchNormalization().axis(1).momentum(0.8).apply(new Masking().apply(in));
        yield new Model(in, out(2).apply(h));
      }
      case "added" -> merged(new Add());
      case "averaged" -> merged(new Average());
      case "subtracted" -> merged(new Subtract());
      case "multiplied" -> merged(new Multiply());
      case "greatest" -> merged(new Maximum());
      case "smallest" -> merged(new Minimum());
      case "concatenated" -> merged(new Concatenate());
      case "added_three" -> mergedThree(new Add());
      case "averaged_three" -> mergedThree(new Average());
      case "multiplied_three" -> mergedThree(new Multiply());
      case "greatest_three" -> mergedThree(new Maximum());
      case "smallest_three" -> mergedThree(new Minimum());
      case "concatenated_three" -> mergedThree(new Concatenate());
      case "chained" -> merged(new Concatenate(1));
      case "half_masked" -> {
        KerasTensor b = tokens("b");
        KerasTensor y = new Embedding(6, 3).name("eb").apply(b);
        KerasTensor joined =
            new Concatenate().apply(new Maximum().apply(x, y), new Multiply().apply(x, y), x);
        yield new Model(List.of(a, b), List.of(out(2).apply(joined)));
      }
      case "half_masked_three" -> {
        KerasTensor b = tokens("b");
        KerasTensor y = new Embedding(6, 3).name("eb").apply(b);
        KerasTensor c = tokens("c");
        KerasTensor z = embedded(c, "ec");
        KerasTensor joined =
            new Concatenate().apply(new Maximum().apply(x, y, z), new Multiply().apply(x, y, z), z);
        yield new Model(List.of(a, b, c), List.of(out(2).apply(joined)));
      }
      case "nested" -> {
        KerasTensor i = Input.of(STEPS, 3);
        Model inner =
            new Model(i, new Dense(4).activation("tanh").apply(new Dropout(0).apply(i)))
                .name("inner");
        Model deep =
            Sequential.of(
                    new Dense(2), Sequential.of(new ELU(), new Activation("linear")).name("deeper"))
                .name("deep");
        yield new Model(a, out(2).apply(deep.apply(inner.apply(x))));
      }
      case "nested_source" -> {
        KerasTensor i = Input.of(DType.INT32, STEPS);
        Model inner = new Model(i, new Embedding(6, 3).maskZero(true).apply(i)).name("inner");
        yield new Model(a, out(2).apply(inner.apply(a)));
      }
      case "stopped" -> new Model(a, out(2).apply(new Conv1D(3, 2).padding("same").apply(x)));
      case "pooled" ->
          new Model(a, out(2).apply(new GlobalAveragePooling1D().keepdims(true).apply(x)));
      case "softmax" -> new Model(a, new Softmax().apply(out(STEPS).apply(x)));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
