package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.core.Kind;
import org.keras4j.layers.Activation;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Close;
import org.keras4j.parity.Fixtures;

/**
 * What each registered loss and metric makes of batches and of weights of samples, against itself
 * on other arrays.
 */
class EveryWeightingTest {

  /** All samples of a case and a weight for each of them. */
  private record Samples(NDArray y, NDArray p, NDArray weights) {

    int size() {
      return y.length();
    }

    Samples slice(int from, int to) {
      return new Samples(y.slice(from, to), p.slice(from, to), weights.slice(from, to));
    }

    Samples take(int... indices) {
      return new Samples(y.take(indices), p.take(indices), weights.take(indices));
    }

    /** Returns the indices of the samples that keep their weight. */
    int[] kept() {
      return size() > 2 ? new int[] {1, 2} : new int[] {1};
    }

    /** Returns the same with weights of 0 for the others. */
    Samples blank() {
      float[] some = new float[size()];
      for (int i : kept()) {
        some[i] = weights.getFloat(i);
      }
      return new Samples(y, p, NDArray.of(some));
    }

    static Samples of(NDArray y, NDArray p) {
      float[] weights = new float[y.length()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 0.5f + 0.75f * i;
      }
      return new Samples(y, p, NDArray.of(weights));
    }
  }

  // --- Metrics --------------------------------------------------------------------------------

  private static Metric metric(JsonNode c) {
    return Metric.KIND.fromConfig(name(c), Fixtures.map(c.get("config")));
  }

  /** Returns the batches of a case as one. */
  private static Samples samples(JsonNode c) {
    List<NDArray> y = new ArrayList<>();
    List<NDArray> p = new ArrayList<>();
    for (JsonNode batch : c.get("batches")) {
      y.add(Fixtures.array(batch.get("y")));
      p.add(Fixtures.array(batch.get("p")));
    }
    return Samples.of(NDArray.concat(0, y), activated(c, NDArray.concat(0, p)));
  }

  private static NDArray activated(JsonNode c, NDArray predictions) {
    String activation = c.get("activation").isNull() ? "linear" : c.get("activation").asText();
    return new Activation(activation).apply(predictions);
  }

  private static NDArray result(Metric metric, boolean weighted, Samples... batches) {
    for (Samples b : batches) {
      metric.updateState(b.y(), b.p(), weighted ? b.weights() : null);
    }
    return metric.result();
  }

  @TestFactory
  Stream<DynamicTest> metricOfSeveralBatchesIsThatOfOne() {
    return metrics(
        c -> {
          Samples all = samples(c);
          int n = all.size();
          for (boolean weighted : new boolean[] {false, true}) {
            NDArray expected = result(metric(c), weighted, all);
            NDArray got =
                result(metric(c), weighted, all.slice(0, 1), all.slice(1, 2), all.slice(2, n));
            Close.assertClose("weighted " + weighted, expected, got, 1e-5, 1e-6);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> metricLeavesOutSamplesOfWeightZero() {
    return metrics(
        // As in Keras, the number that R² is adjusted by counts all samples.
        c -> c.get("config").path("num_regressors").asInt(0) == 0,
        c -> {
          Samples all = samples(c);
          NDArray expected = result(metric(c), true, all.take(all.kept()));
          NDArray got = result(metric(c), true, all.blank());
          Close.assertClose("without them", expected, got, 1e-5, 1e-6);
        });
  }

  @TestFactory
  Stream<DynamicTest> metricInAModelIsThatOfArrays() {
    return metrics(
        // Only numbers stand in logs; a model's output has at least one axis.
        c -> scalar(c) && samples(c).p().rank() > 1,
        c -> {
          Samples all = samples(c);
          for (int size : new int[] {1, 3, all.size()}) {
            checkInModel(c, all, size);
          }
        });
  }

  private static boolean scalar(JsonNode c) {
    return c.get("batches").get(0).get("result").get("shape").isEmpty();
  }

  private static void checkInModel(JsonNode c, Samples all, int batchSize) {
    try (Sequential model =
        Sequential.of(Input.of(all.p().shape().dropBatch().asArray()), new Activation("linear"))) {
      Metric plain = metric(c).name("plain");
      Metric weighted = metric(c).name("weighted");
      model.compile(
          o ->
              o.optimizer("sgd")
                  .loss((tf, y, p) -> tf.reduceSum(p, tf.constant(-1)))
                  .metrics(plain)
                  .weightedMetrics(weighted));
      Scores scores =
          model.evaluate(
              all.p(), all.y(), o -> o.verbose(0).batchSize(batchSize).sampleWeight(all.weights()));
      for (boolean w : new boolean[] {false, true}) {
        double expected = result(metric(c), w, all).getFloat();
        assertEquals(
            expected,
            scores.get(w ? "weighted" : "plain"),
            1e-5 * Math.max(1, Math.abs(expected)),
            "in batches of " + batchSize);
      }
    }
  }

  private static Stream<DynamicTest> metrics(Check check) {
    return metrics(c -> true, check);
  }

  private static Stream<DynamicTest> metrics(Predicate<JsonNode> which, Check check) {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> tried = new TreeSet<>();
    for (JsonNode c : Fixtures.read("metrics")) {
      if (which.test(c)) {
        tried.add(name(c));
        tests.add(DynamicTest.dynamicTest(Fixtures.text(c), () -> check.run(c)));
      }
    }
    assertEquals(registered(Metric.KIND), tried);
    return tests.stream();
  }

  private interface Check {
    void run(JsonNode c) throws Throwable;
  }

  private static Set<String> registered(Kind<?> kind) {
    Set<String> known = new TreeSet<>(kind.classNames());
    known.removeIf(n -> n.contains(">")); // other tests register some
    return known;
  }

  // --- Losses ---------------------------------------------------------------------------------

  @TestFactory
  Stream<DynamicTest> lossLeavesOutSamplesOfWeightZero() {
    Map<String, Executable> tests = new LinkedHashMap<>();
    Set<String> tried = new TreeSet<>();
    for (JsonNode c : Fixtures.read("losses")) {
      boolean one = c.get("values").get("shape").isEmpty(); // for the whole batch
      if ((!one && !c.hasNonNull("weights")) || c.get("config").hasNonNull("axis")) {
        tried.add(name(c));
        tests.put(Fixtures.text(c), () -> checkLoss(c));
      }
    }
    assertEquals(registered(Loss.KIND), tried);
    return tests.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), e.getValue()));
  }

  private static void checkLoss(JsonNode c) {
    Samples all = Samples.of(Fixtures.array(c.get("y")), activated(c, Fixtures.array(c.get("p"))));
    Samples kept = all.take(all.kept());
    Samples blank = all.blank();
    List<String> reductions =
        c.get("config").hasNonNull("ignore_class")
            ? List.of("sum", "mean_with_sample_weight") // the size is that of what is not ignored
            : List.of("sum", "mean_with_sample_weight", "sum_over_batch_size");
    for (String reduction : reductions) {
      Map<String, Object> config = new HashMap<>(Fixtures.map(c.get("config")));
      config.put("reduction", reduction);
      Loss loss = Loss.KIND.fromConfig(name(c), config);
      float expected = loss.apply(kept.y(), kept.p(), kept.weights()).getFloat();
      float got = loss.apply(blank.y(), blank.p(), blank.weights()).getFloat();
      // A mean is over all samples, even those without weight.
      double share =
          reduction.equals("sum_over_batch_size") ? (double) kept.size() / all.size() : 1;
      double tolerance = 1e-5 * Math.max(1, Math.abs(expected));
      assertEquals(expected * share, got, tolerance, reduction);
      checkInModel(loss, blank, got, tolerance);
    }
  }

  private static void checkInModel(Loss loss, Samples samples, float expected, double tolerance) {
    try (Sequential model =
        Sequential.of(
            Input.of(samples.p().shape().dropBatch().asArray()), new Activation("linear"))) {
      model.compile(o -> o.optimizer("sgd").loss(loss));
      double got =
          model
              .evaluate(samples.p(), samples.y(), o -> o.verbose(0).sampleWeight(samples.weights()))
              .loss();
      assertEquals(expected, got, tolerance, loss.reduction() + " in a model");
    }
  }

  private static String name(JsonNode c) {
    return c.get("class").asText();
  }
}
