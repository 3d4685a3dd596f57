package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.CompileOptions;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Scores;
import org.keras4j.Sequential;
import org.keras4j.callbacks.History;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.Optimizers;
import org.keras4j.optimizers.SGD;
import org.keras4j.parity.Fixtures;
import org.keras4j.regularizers.L1;
import org.keras4j.regularizers.L1L2;
import org.keras4j.regularizers.L2;

/** Histories, weights, scores and predictions against those of Keras, from the same weights. */
class TrainingParityTest {

  /**
   * How far figures may differ. TensorFlow's fused Adam takes 1 − β₂ of the rounded β₂, Keras
   * rounds it afterwards: 1.3e-5 of each update.
   */
  private final Map<String, Double> tolerance = Map.of("sgd", 5e-6, "adam", 5e-5);

  private double rtol;

  @TestFactory
  Stream<DynamicTest> trainsAsKerasDoes() {
    return Fixtures.tests("training", this::replay);
  }

  private void replay(JsonNode c) {
    rtol = tolerance.get(c.get("compile").get("optimizer").asText());
    List<NDArray> x = Fixtures.arrays(c.get("x"));
    List<NDArray> y = Fixtures.arrays(c.get("y"));
    List<NDArray> weights =
        c.has("sample_weight") ? Fixtures.arrays(c.get("sample_weight")) : List.of();
    try (Model m = model(c.get("model").asText())) {
      m.setWeights(Fixtures.arrays(c.get("weights")));
      m.compile(compile(c.get("compile")));
      FitOptions data =
          new FitOptions()
              .x(x)
              .y(y)
              .sampleWeight(weights.toArray(NDArray[]::new))
              .verbose(0)
              .shuffle(false);
      if (c.has("on_batch")) {
        int call = 0;
        for (JsonNode expected : c.get("on_batch")) {
          Scores scores = call++ % 2 == 0 ? m.trainOnBatch(data) : m.testOnBatch(data);
          assertFigures(expected, scores.asMap(), "call " + call);
        }
      } else {
        fit(c.get("fit"), data);
        if (c.has("validation")) {
          data.validationData(validation(c.get("validation")));
        }
        assertHistory(c, m.fit(data));
      }
      Scores scores =
          m.evaluate(
              x, y, o -> o.batchSize(4).verbose(0).sampleWeight(weights.toArray(NDArray[]::new)));
      assertScores(c, scores);
      assertArrays(c.get("predict"), m.predict(x, o -> o.batchSize(4).verbose(0)), "prediction");
      assertArrays(c.get("end"), m.getWeights(), "weight");
    }
  }

  // --- Arguments ------------------------------------------------------------------------------

  private static CompileOptions compile(JsonNode c) {
    CompileOptions o = new CompileOptions();
    Optimizer optimizer = Optimizers.get(c.get("optimizer").asText());
    if (c.path("use_ema").asBoolean()) {
      ((SGD) optimizer).useEma(true);
    }
    o.optimizer(optimizer.learningRate(c.get("learning_rate").asDouble()));
    if (c.get("loss").isTextual()) {
      o.loss(c.get("loss").asText());
    } else {
      c.get("loss")
          .properties()
          .forEach(
              e -> {
                if (!e.getValue().isNull()) {
                  o.lossFor(e.getKey(), e.getValue().asText());
                }
              });
    }
    JsonNode lossWeights = c.path("loss_weights");
    if (lossWeights.isArray()) {
      o.lossWeight(lossWeights.get(0).asDouble());
    }
    lossWeights.properties().forEach(e -> o.lossWeightFor(e.getKey(), e.getValue().asDouble()));
    if (c.path("metrics").isArray()) {
      c.get("metrics").forEach(m -> o.metrics(m.asText()));
    }
    c.path("metrics")
        .properties()
        .forEach(e -> e.getValue().forEach(m -> o.metricsFor(e.getKey(), m.asText())));
    c.path("weighted_metrics").forEach(m -> o.weightedMetrics(m.asText()));
    return o;
  }

  private static void fit(JsonNode fit, FitOptions o) {
    fit.properties()
        .forEach(
            e -> {
              JsonNode v = e.getValue();
              switch (e.getKey()) {
                case "batch_size" -> o.batchSize(v.asInt());
                case "epochs" -> o.epochs(v.asInt());
                case "initial_epoch" -> o.initialEpoch(v.asInt());
                case "steps_per_epoch" -> o.stepsPerEpoch(v.asInt());
                case "validation_split" -> o.validationSplit(v.asDouble());
                case "validation_freq" -> o.validationFreq(v.asInt());
                case "validation_steps" -> o.validationSteps(v.asInt());
                case "validation_batch_size" -> o.validationBatchSize(v.asInt());
                case "class_weight" -> o.classWeight(classWeight(v));
                default -> throw new IllegalArgumentException(e.getKey());
              }
            });
  }

  private static Map<Integer, Double> classWeight(JsonNode v) {
    Map<Integer, Double> weights = new LinkedHashMap<>();
    v.properties().forEach(e -> weights.put(Integer.valueOf(e.getKey()), e.getValue().asDouble()));
    return weights;
  }

  private static FitOptions validation(JsonNode parts) {
    FitOptions o =
        new FitOptions().x(Fixtures.arrays(parts.get(0))).y(Fixtures.arrays(parts.get(1)));
    return parts.size() < 3
        ? o
        : o.sampleWeight(Fixtures.arrays(parts.get(2)).toArray(NDArray[]::new));
  }

  // --- Comparison -----------------------------------------------------------------------------

  private void assertHistory(JsonNode c, History h) {
    List<Integer> epochs = new ArrayList<>();
    c.get("epoch").forEach(e -> epochs.add(e.asInt()));
    assertEquals(epochs, h.epoch());
    List<String> names = new ArrayList<>();
    c.get("history").fieldNames().forEachRemaining(names::add);
    assertEquals(names, List.copyOf(h.history().keySet()));
    for (String name : names) {
      JsonNode expected = c.get("history").get(name);
      assertEquals(expected.size(), h.get(name).size(), name);
      for (int e = 0; e < expected.size(); e++) {
        assertClose(expected.get(e).asDouble(), h.get(name).get(e), name + " of epoch " + e);
      }
    }
  }

  private void assertFigures(JsonNode expected, Map<String, Double> seen, String what) {
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertEquals(names.stream().sorted().toList(), seen.keySet().stream().sorted().toList(), what);
    names.forEach(n -> assertClose(expected.get(n).asDouble(), seen.get(n), what + ": " + n));
  }

  /** Keras's list repeats a figure for each metric of its name; we give each name once. */
  private void assertScores(JsonNode c, Scores scores) {
    assertFigures(c.get("named"), scores.asMap(), "evaluate");
    JsonNode list = c.get("evaluate");
    for (int i = 0; list.size() == scores.names().size() && i < list.size(); i++) {
      assertClose(list.get(i).asDouble(), scores.get(i), "evaluate, place " + i);
    }
  }

  private void assertArrays(JsonNode expected, List<NDArray> seen, String what) {
    List<NDArray> all = Fixtures.arrays(expected);
    assertEquals(all.size(), seen.size(), what);
    for (int i = 0; i < all.size(); i++) {
      assertTrue(
          seen.get(i).allClose(all.get(i), rtol, rtol / 5),
          what + " " + i + ": " + all.get(i) + " expected, received " + seen.get(i));
    }
  }

  private void assertClose(double expected, double seen, String what) {
    assertEquals(expected, seen, rtol / 5 + rtol * Math.abs(expected), what);
  }

  // --- The models of parity/training.py ---------------------------------------------------------

  private static Model model(String name) {
    return switch (name) {
      case "one" ->
          Sequential.of(
              Input.of(1),
              new Dense(1)
                  .useBias(false)
                  .kernelInitializer(new Constant(1))
                  .activityRegularizer(new L2(1)));
      case "linear" -> Sequential.of(Input.of(3), new Dense(1));
      case "regularized" -> regularized();
      case "frozen" -> {
        Sequential m = regularized();
        m.layers().get(0).trainable(false);
        yield m;
      }
      case "classifier" ->
          Sequential.of(
              Input.of(3), new Dense(5).activation("relu"), new Dense(3).activation("softmax"));
      case "forked" -> forked();
      case "nested" -> nested();
      case "steps" -> Sequential.of(Input.of(4, 2), new Dense(1));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Sequential regularized() {
    return Sequential.of(
        Input.of(3),
        new Dense(4)
            .activation("relu")
            .kernelRegularizer(new L2(0.01))
            .biasRegularizer(new L1(0.1))
            .activityRegularizer(new L2(0.05)),
        new Dense(2).kernelRegularizer(new L1L2(0.01, 0.02)).activityRegularizer(new L1(0.01)));
  }

  private static Model forked() {
    KerasTensor a = Input.of(3).name("a");
    KerasTensor b = Input.of(2).name("b");
    Dense shared = new Dense(2).name("shared").kernelRegularizer("l2");
    KerasTensor x = new Dense(2).activation("relu").name("x").apply(a);
    KerasTensor p = new Dense(1).name("p").apply(shared.apply(x));
    KerasTensor q = new Dense(2).name("q").apply(shared.apply(b));
    return new Model(List.of(a, b), List.of(p, q));
  }

  private static Model nested() {
    Sequential inner =
        Sequential.of(
            Input.of(3),
            new Dense(4).activation("relu").kernelRegularizer("l1").activityRegularizer("l2"));
    KerasTensor a = Input.of(3).name("a");
    return new Model(a, new Dense(1).name("end").apply(inner.apply(a)));
  }
}
