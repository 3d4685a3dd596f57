package org.keras4j.tuner.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.internal.random.MersenneTwister;

/** Compares with scikit-learn's numbers; see parity/tuner_gaussian_process.py. */
class GaussianProcessTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Stream<JsonNode> cases() throws IOException {
    try (InputStream in = GaussianProcessTest.class.getResourceAsStream("gaussian_process.json")) {
      JsonNode file = MAPPER.readTree(in);
      return StreamSupport.stream(file.get("cases").spliterator(), false);
    }
  }

  private static DynamicTest named(JsonNode c, Runnable check) {
    return DynamicTest.dynamicTest(c.get("case").asText(), check::run);
  }

  private static double[] vector(JsonNode node) {
    return MAPPER.convertValue(node, double[].class);
  }

  private static double[][] matrix(JsonNode node) {
    return MAPPER.convertValue(node, double[][].class);
  }

  @TestFactory
  Stream<DynamicTest> predictionsAreThoseOfScikitLearn() throws IOException {
    return cases().map(c -> named(c, () -> checkPredictions(c)));
  }

  private static void checkPredictions(JsonNode c) {
    GaussianProcess process = sameProcess(c);
    double[][] q = matrix(c.get("q"));
    assertEquals(c.get("log_likelihood").asDouble(), process.logLikelihood(), 1e-6);
    for (int i = 0; i < q.length; i++) {
      GaussianProcess.Prediction prediction = process.predict(q[i]);
      assertEquals(vector(c.get("mean"))[i], prediction.mean(), 1e-6);
      assertEquals(vector(c.get("std"))[i], prediction.std(), 1e-6);
    }
  }

  private static GaussianProcess sameProcess(JsonNode c) {
    return GaussianProcess.withLengthScale(
        matrix(c.get("x")),
        vector(c.get("y")),
        c.get("alpha").asDouble(),
        c.get("length_scale").asDouble());
  }

  @TestFactory
  Stream<DynamicTest> descentsEndWhereThoseOfSciPyEnd() throws IOException {
    return cases().map(c -> named(c, () -> checkDescents(c)));
  }

  private static void checkDescents(JsonNode c) {
    int seed = c.get("seed").asInt();
    double[] scales = starts(seed, 20, 1)[0];
    GaussianProcess process =
        GaussianProcess.fitByDescents(
            matrix(c.get("x")), vector(c.get("y")), c.get("alpha").asDouble(), scales);
    double lengthScale = c.get("length_scale").asDouble();
    assertEquals(lengthScale, process.lengthScale(), 1e-3 * lengthScale);
    double[] expected = vector(c.get("best_x"));
    double[] best =
        CubeDescents.lowest(new LowerBound(sameProcess(c), 2.6), starts(seed, expected.length, 50));
    assertArrayEquals(expected, best, 2e-3);
  }

  private static double[][] starts(int seed, int dimensions, int count) {
    MersenneTwister random = new MersenneTwister();
    random.seed(seed);
    double[][] starts = new double[count][dimensions];
    for (double[] start : starts) {
      Arrays.setAll(start, i -> random.nextDouble());
    }
    return starts;
  }

  @Test
  void indistinguishablePointsNeedNoise() {
    double[][] x = {{0.5}, {0.5}};
    assertThrows(
        IllegalArgumentException.class,
        () -> GaussianProcess.withLengthScale(x, new double[] {1, 2}, 0, 1));
  }
}
