package org.keras4j.tuner.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArdProcessTest {
  private static double[][] points(int count, int dimensions) {
    Random random = new Random(7);
    double[][] points = new double[count][];
    Arrays.setAll(points, i -> random.doubles(dimensions).toArray());
    return points;
  }

  private static double[] values(double[][] points, ToDoubleFunction<double[]> function) {
    return Targets.of(Arrays.stream(points).mapToDouble(function).toArray());
  }

  /** With two equal points and hardly any noise the covariance has no Cholesky decomposition. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-18, 1e-16, 1e-14, 1e-4})
  void repeatedPointsNeedNoNoise(double noise) {
    double[][] once = points(6, 2);
    double[][] x = new double[12][];
    Arrays.setAll(x, i -> once[i % 6]);
    ArdProcess process = ArdProcess.fit(new int[] {0, 1}, x, values(x, p -> p[0] + p[1]), noise);
    assertEquals(noise, process.noise(), 1e-6 * noise);
    ArdProcess more = process.withPending(List.of(once[0], once[0]));
    for (double[] point : once) {
      assertTrue(Double.isFinite(more.mean(point)));
      assertEquals(
          process.mean(point), values(x, p -> p[0] + p[1])[Arrays.asList(x).indexOf(point)], 0.1);
    }
  }

  @Test
  void theGradientOfTheFitIsThatOfCentralDifferences() {
    int[] groups = {0, 1, 1};
    double[][] x = points(9, 3);
    ArdFit fit = new ArdFit(groups, x, values(x, p -> p[0] * p[1] - p[2]), null);
    double[] logs = {-0.5, 0.3, 0.2, -4};
    double[] gradient = fit.at(logs).gradient();
    for (int i = 0; i < logs.length; i++) {
      double[] up = logs.clone();
      double[] down = logs.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      assertEquals((fit.at(up).value() - fit.at(down).value()) / 2e-5, gradient[i], 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 2.6})
  void theGradientOfACriterionIsThatOfCentralDifferences(double beta) {
    double[][] x = points(8, 2);
    double[] y = values(x, p -> Math.sin(5 * p[0]) + p[1]);
    ArdProcess process = ArdProcess.fit(new int[] {0, 1}, x, y, 1e-3);
    Acquisition acquisition =
        beta < 0 ? Acquisition.improvement(process.lowestMean()) : Acquisition.bound(beta);
    Criterion criterion = new Criterion(process, acquisition);
    ArdProcess.Workspace work = process.new Workspace();
    for (double[] point : new double[][] {{0.4, 0.6}, {0, 1}, {0.9, 0.2}}) {
      work.place(point);
      Acquisition.Rating rating = acquisition.rate(work.mean(), work.std());
      double[] gradient = work.gradient(rating.byMean(), rating.byStd());
      for (int i = 0; i < 2; i++) {
        double[] up = point.clone();
        double[] down = point.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        double difference = (criterion.at(up) - criterion.at(down)) / 2e-6;
        assertEquals(difference, gradient[i], 1e-4 * Math.max(1, Math.abs(difference)));
      }
    }
  }

  @Test
  void whatDoesNotMatterGetsALongScale() {
    double[][] x = points(25, 3);
    double[] y = values(x, p -> Math.sin(6 * p[1]));
    ArdProcess process = ArdProcess.fit(new int[] {0, 1, 2}, x, y, null);
    assertTrue(
        process.lengthScale(0) > 2 * process.lengthScale(1), () -> "" + process.lengthScale(0));
    assertTrue(
        process.lengthScale(2) > 2 * process.lengthScale(1), () -> "" + process.lengthScale(2));
  }

  @Test
  void noiseIsTold() {
    Random random = new Random(3);
    double[][] x = points(40, 1);
    double[] clean = values(x, p -> Math.sin(6 * p[0]));
    double[] noisy = values(x, p -> Math.sin(6 * p[0]) + 0.35 * random.nextGaussian());
    int[] one = {0};
    assertTrue(ArdProcess.fit(one, x, clean, null).noise() < 1e-3);
    // The variance of the noise over that of all: 0.35² / (0.35² + 0.5).
    assertEquals(0.2, ArdProcess.fit(one, x, noisy, null).noise(), 0.1);
  }

  @Test
  void observationsInOnePlaceAreNoObstacle() {
    double[][] x = {{0.5}, {0.5}, {0.5}};
    ArdProcess process = ArdProcess.fit(new int[] {0}, x, Targets.of(new double[] {1, 1, 2}), null);
    assertTrue(Double.isFinite(process.lowestMean()));
  }

  @Test
  void whatIsPendingPromisesLess() {
    double[][] x = points(6, 2);
    double[] y = values(x, p -> p[0] + p[1]);
    ArdProcess process = ArdProcess.fit(new int[] {0, 1}, x, y, null);
    double[] point = {0.1, 0.1};
    Acquisition improvement = Acquisition.improvement(process.lowestMean());
    double before = new Criterion(process, improvement).at(point);
    double after =
        new Criterion(process.withPending(List.of(point)), improvement)
            .at(new double[] {0.11, 0.1});
    assertTrue(after > before, () -> before + " and " + after);
  }
}
