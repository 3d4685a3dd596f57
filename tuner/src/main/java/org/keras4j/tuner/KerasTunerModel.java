package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.MersenneTwister;
import org.keras4j.tuner.gp.CubeDescents;
import org.keras4j.tuner.gp.GaussianProcess;
import org.keras4j.tuner.gp.LowerBound;

/** Suggests what KerasTuner suggests, random numbers and descents that miss included. */
final class KerasTunerModel {
  private static final int STARTS = 50;

  // KerasTuner gives so many starts to the length scale, besides 1.
  private static final int LENGTH_SCALE_STARTS = 20;

  private final Objective objective;
  private final long seed;
  private final MersenneTwister random = new MersenneTwister();
  private @Nullable GaussianProcess process;

  KerasTunerModel(Objective objective, long seed) {
    this.objective = objective;
    this.seed = seed;
    random.seed((int) seed);
  }

  /** The values where the bound is lowest as far as KerasTuner's descents see. */
  Map<String, Object> suggest(
      SpaceVectors vectors, List<Trial> trials, Set<String> ongoing, double alpha, double beta) {
    GaussianProcess fitted = fit(vectors, trials, ongoing, alpha);
    process = fitted;
    double[][] starts = new double[STARTS][vectors.dimensions()];
    for (double[] start : starts) {
      Arrays.setAll(start, i -> random.nextDouble());
    }
    return vectors.toValuesLikeKerasTuner(
        CubeDescents.lowest(new LowerBound(fitted, beta), starts));
  }

  private GaussianProcess fit(
      SpaceVectors vectors, List<Trial> trials, Set<String> ongoing, double alpha) {
    List<double[]> points = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (Trial trial : trials) {
      double[] point = vectors.toVectorLikeKerasTuner(trial.hyperparameters());
      if (ongoing.contains(trial.trialId())) {
        points.add(point);
        scores.add(pessimistic(point));
      } else if (trial.status() == TrialStatus.COMPLETED) {
        points.add(point);
        scores.add(toMinimise(Objects.requireNonNull(trial.score())));
      }
    }
    return GaussianProcess.fitByDescents(
        points.toArray(double[][]::new),
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        alpha,
        lengthScaleStarts());
  }

  /** The same for each fit: scikit-learn is given the seed, not the generator. */
  private double[] lengthScaleStarts() {
    MersenneTwister generator = new MersenneTwister();
    generator.seed((int) seed);
    double[] starts = new double[LENGTH_SCALE_STARTS];
    Arrays.setAll(starts, i -> generator.nextDouble());
    return starts;
  }

  /** What a running trial may bring at worst, so that its surroundings are left alone meanwhile. */
  private double pessimistic(double[] point) {
    GaussianProcess previous = process;
    if (previous == null || previous.dimensions() != point.length) {
      return 1;
    }
    GaussianProcess.Prediction prediction = previous.predict(point);
    return prediction.mean() + prediction.std();
  }

  private double toMinimise(double score) {
    if (!Double.isFinite(score)) {
      return 0;
    }
    return objective.direction() == Direction.MAX ? -score : score;
  }
}
