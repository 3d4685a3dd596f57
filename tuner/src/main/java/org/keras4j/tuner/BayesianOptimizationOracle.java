package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.random.MersenneTwister;
import org.keras4j.tuner.gp.CubeDescents;
import org.keras4j.tuner.gp.GaussianProcess;
import org.keras4j.tuner.gp.LowerBound;
import org.keras4j.tuner.gp.UnitCubeSearch;

/**
 * Fits a Gaussian process to the scores so far and tries next what looks best or is least known.
 * KerasTuner's {@code BayesianOptimizationOracle}.
 *
 * <p>The first trials are random. From then on each suggestion is the minimum of the lower
 * confidence bound {@code μ − beta·σ} of the process (the score negated if it is maximised).
 *
 * <p>A trial that failed counts with the worst score so far, and so does an infinite score. KerasTuner
 * leaves failures out.
 *
 * <p>Unlike KerasTuner, it suggests no combination again while there is another one: if the minimum
 * was tried before, the most promising one that was not takes its place. When there is none left,
 * {@link OracleOptions#repeatTrials} says what follows. {@link
 * BayesianOptimization#likeKerasTuner(boolean)} changes all that.
 */
public final class BayesianOptimizationOracle extends Oracle {
  private static final int STARTS = 50;
  // So many combinations are compared when the minimum has been tried.
  private static final int CANDIDATES = 10_000;

  // KerasTuner gives so many starts to the length scale, besides 1.
  private static final int LENGTH_SCALE_STARTS = 20;

  private final boolean likeKerasTuner;
  private @Nullable Integer numInitialPoints;
  private double alpha;
  private double beta;
  private final MersenneTwister random = new MersenneTwister();
  private @Nullable GaussianProcess process;

  /**
   * Creates an oracle with KerasTuner's defaults: random trials first as said at the other
   * constructor, {@code alpha} 10⁻⁴, {@code beta} 2.6.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   */
  public BayesianOptimizationOracle(OracleOptions options) {
    this(options, null, 1e-4, 2.6);
  }

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   * @param numInitialPoints how many trials must be completed before the process is fitted; null
   *     for three times the number of hyperparameters, and at least 3
   * @param alpha the expected noise of the score: added to the diagonal of the covariance of the
   *     standardised scores, above 0; KerasTuner's default is 10⁻⁴
   * @param beta how much is given for what is not known, 0 or more; KerasTuner's default is 2.6
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BayesianOptimizationOracle(
      OracleOptions options, @Nullable Integer numInitialPoints, double alpha, double beta) {
    this(options, numInitialPoints, alpha, beta, false);
  }

  /**
   * Creates an oracle, perhaps one that does everything as KerasTuner does.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   * @param numInitialPoints how many trials must be completed before the process is fitted; null
   *     for three times the number of hyperparameters, and at least 3
   * @param alpha the expected noise of the score: added to the diagonal of the covariance of the
   *     standardised scores, above 0; KerasTuner's default is 10⁻⁴
   * @param beta how much is given for what is not known, 0 or more; KerasTuner's default is 2.6
   * @param likeKerasTuner whether to suggest what KerasTuner suggests, as {@link
   *     BayesianOptimization#likeKerasTuner(boolean)} says
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BayesianOptimizationOracle(
      OracleOptions options,
      @Nullable Integer numInitialPoints,
      double alpha,
      double beta,
      boolean likeKerasTuner) {
    super(options);
    this.likeKerasTuner = likeKerasTuner;
    this.numInitialPoints = numInitialPoints == null ? null : checkedPoints(numInitialPoints);
    this.alpha = checkedAlpha(alpha);
    this.beta = checkedBeta(beta);
    random.seed((int) seed());
  }

  static int checkedPoints(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "numInitialPoints must not be negative; received " + count);
    }
    return count;
  }

  static double checkedAlpha(double alpha) {
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "alpha must be a finite number above 0; received " + alpha);
    }
    return alpha;
  }

  static double checkedBeta(double beta) {
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException(
          "beta must be a finite number, 0 or more; received " + beta);
    }
    return beta;
  }

  // Reloading does not bring alpha and beta back unless like KerasTuner, which lets the saved ones
  // win over
  // the constructor's, so that they cannot be changed when a search goes on.
  @Override
  protected void saveState(Map<String, @Nullable Object> state) {
    state.put("num_initial_points", numInitialPoints);
    state.put("alpha", alpha);
    state.put("beta", beta);
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    random.seed((int) seed());
    process = null;
    if (likeKerasTuner) {
      JsonObject saved = new JsonObject(state, "oracle.json");
      numInitialPoints =
          saved.isNull("num_initial_points") ? null : saved.integer("num_initial_points");
      alpha = checkedAlpha(saved.number("alpha"));
      beta = checkedBeta(saved.number("beta"));
    }
  }

  @Override
  boolean repeats() {
    return !likeKerasTuner && super.repeats();
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    SpaceVectors vectors = new SpaceVectors(getSpace().space());
    long completed =
        trials().stream().filter(trial -> trial.status() == TrialStatus.COMPLETED).count();
    boolean canFit = completed > 0 && vectors.dimensions() > 0;
    if (!canFit || completed < initialPoints()) {
      Map<String, Object> values = randomValues();
      if (values != null) {
        return Suggestion.run(values);
      }
      // Chance finds nothing new any more, but the process looks everywhere.
      if (likeKerasTuner) {
        return Suggestion.stop();
      }
      if (!canFit) {
        Map<String, Object> untried = untriedValues();
        return untried == null ? repeatOrStop() : Suggestion.run(untried);
      }
    }
    GaussianProcess fitted = fit(vectors);
    process = fitted;
    return suggest(vectors, new LowerBound(fitted, beta));
  }

  private int initialPoints() {
    // KerasTuner takes 0 for "not given", and counts fixed entries.
    return numInitialPoints != null && numInitialPoints > 0
        ? numInitialPoints
        : Math.max(3 * getSpace().space().size(), 3);
  }

  private GaussianProcess fit(SpaceVectors vectors) {
    List<double[]> points = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    Set<String> ongoing = new HashSet<>(ongoingTrialIds());
    double worst = worstScore();
    for (Trial trial : trials()) {
      double[] point = vectors.toVector(trial.hyperparameters());
      if (ongoing.contains(trial.trialId())) {
        points.add(point);
        scores.add(pessimistic(point));
      } else if (trial.status() == TrialStatus.COMPLETED) {
        points.add(point);
        scores.add(toMinimise(Objects.requireNonNull(trial.score()), worst));
      } else if (!likeKerasTuner && trial.status() == TrialStatus.FAILED) {
        // Unless it counts as bad, the point stays the most promising one and fails again.
        points.add(point);
        scores.add(worst);
      }
    }
    double[][] x = points.toArray(double[][]::new);
    double[] y = scores.stream().mapToDouble(Double::doubleValue).toArray();
    return likeKerasTuner
        ? GaussianProcess.fitByDescents(x, y, alpha, lengthScaleStarts())
        : GaussianProcess.fit(x, y, alpha);
  }

  /** The same for each fit: scikit-learn is given the seed, not the generator. */
  private double[] lengthScaleStarts() {
    MersenneTwister generator = new MersenneTwister();
    generator.seed((int) seed());
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

  /** The worst finite score so far, to be minimised; for a failure and for what is infinite. */
  private double worstScore() {
    return trials().stream()
        .filter(trial -> trial.status() == TrialStatus.COMPLETED)
        .mapToDouble(trial -> Objects.requireNonNull(trial.score()))
        .filter(Double::isFinite)
        .map(score -> toMinimise(score, 0))
        .max()
        .orElse(0);
  }

  private double toMinimise(double score, double worst) {
    if (!Double.isFinite(score)) {
      return likeKerasTuner ? 0 : worst;
    }
    return objective().direction() == Direction.MAX ? -score : score;
  }

  private Suggestion suggest(SpaceVectors vectors, LowerBound bound) {
    double[][] starts = new double[STARTS][vectors.dimensions()];
    for (double[] start : starts) {
      for (int i = 0; i < start.length; i++) {
        start[i] = random.nextDouble();
      }
    }
    if (likeKerasTuner) {
      return Suggestion.run(vectors.toValuesLikeKerasTuner(CubeDescents.lowest(bound, starts)));
    }
    List<double[]> minima = UnitCubeSearch.minima(bound, starts);
    Map<String, Object> best = vectors.toValues(minima.get(0));
    if (!isTried(best)) {
      return Suggestion.run(best);
    }
    BestUntried untried = new BestUntried(vectors, bound);
    minima.forEach(untried::offer);
    vectors.visit(CANDIDATES, seed() + trials().size(), untried::offer);
    return untried.values == null ? repeatOrStop() : Suggestion.run(untried.values);
  }

  /** The combination with the lowest bound among those that were offered and not tried. */
  private final class BestUntried {
    private final SpaceVectors vectors;
    private final LowerBound bound;
    private double lowest = Double.POSITIVE_INFINITY;
    private @Nullable Map<String, Object> values;

    BestUntried(SpaceVectors vectors, LowerBound bound) {
      this.vectors = vectors;
      this.bound = bound;
    }

    void offer(double[] point) {
      Map<String, Object> candidate = vectors.toValues(point);
      if (!isTried(candidate)) {
        // The bound of the combination itself, not of whatever point led to it.
        double value = bound.at(vectors.toVector(candidate));
        if (value < lowest) {
          lowest = value;
          values = candidate;
        }
      }
    }
  }
}
