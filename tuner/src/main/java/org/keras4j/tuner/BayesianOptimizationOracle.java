package org.keras4j.tuner;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fits a Gaussian process to the scores so far and tries next what promises the largest
 * improvement. KerasTuner's {@code BayesianOptimizationOracle}.
 *
 * <p>The first trials are spread evenly over the space: points of a shifted Sobol sequence. From
 * then on each suggestion has the largest expected improvement {@code E[max(0, best − y)]} (Jones,
 * Schonlau and Welch, 1998), or the lowest confidence bound {@code μ − beta·σ} (Srinivas et al.,
 * 2010) if a beta is given; every other one is sought near the best trial only, because in many
 * dimensions most of a space is far from everything (Eriksson et al., "Scalable Global Optimization
 * via Local Bayesian Optimization", 2019).
 *
 * <p>The process has a Matérn 5/2 covariance {@code v·(1 + s + s²/3)·e^−s}, {@code s² = 5·Σ
 * (Δ/ℓ)²}, with a length scale ℓ for each hyperparameter. The difference Δ of two numbers is taken
 * in the unit cube; two values of a choice without an order are at distance 1; what is not active
 * is in the middle of its range. Length scales, variance v and the noise of the scores are the most
 * likely ones under a prior. The scores are made about normal by a power transformation (Yeo and
 * Johnson, 2000).
 *
 * <p>A trial that failed counts with the worst score so far, and so does an infinite score. No
 * combination is suggested again while there is another one, nor one that differs by less than a
 * thousandth of each range. When there is none left, {@link OracleOptions#repeatTrials} says what
 * follows.
 *
 * <p>The same seed and the same scores give the same suggestions, also in a search that is resumed.
 * {@link BayesianOptimization#likeKerasTuner(boolean)} changes all that to what KerasTuner does.
 */
public class BayesianOptimizationOracle extends Oracle {
  private static final double DEFAULT_ALPHA = 1e-4;
  private static final double DEFAULT_BETA = 2.6;

  // So many points of the design are looked at when the next one was tried.
  private static final int DESIGN_TRIES = 20;

  private final boolean likeKerasTuner;
  private final @Nullable Integer maxTrials;
  private @Nullable Integer numInitialPoints;
  private @Nullable Double alpha;
  private @Nullable Double beta;
  private KerasTunerModel kerasTuner;
  // The sizes of the space and of what was tried when no combination was left.
  private List<Integer> exhausted = List.of();

  /**
   * Creates an oracle with the defaults named at the other constructor.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   */
  public BayesianOptimizationOracle(OracleOptions options) {
    this(options, null, null, null);
  }

  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   * @param numInitialPoints how many trials must have ended before the process is fitted; null or 0
   *     for one more than there are hyperparameters without conditions, at most half of {@code
   *     maxTrials}, and at least 3
   * @param alpha the expected noise of the score: added to the diagonal of the covariance of the
   *     standardised scores, above 0; null to fit it
   * @param beta how much the confidence bound gives for what is not known, 0 or more; null for the
   *     expected improvement
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BayesianOptimizationOracle(
      OracleOptions options,
      @Nullable Integer numInitialPoints,
      @Nullable Double alpha,
      @Nullable Double beta) {
    this(options, numInitialPoints, alpha, beta, false);
  }

  /**
   * Creates an oracle, perhaps one that does everything as KerasTuner does.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   * @param numInitialPoints how many trials must have ended before the process is fitted; null or 0
   *     for one more than there are hyperparameters without conditions, at most half of {@code
   *     maxTrials}, and at least 3
   * @param alpha the expected noise of the score: added to the diagonal of the covariance of the
   *     standardised scores, above 0; null to fit it
   * @param beta how much the confidence bound gives for what is not known, 0 or more; null for the
   *     expected improvement
   * @param likeKerasTuner whether to suggest what KerasTuner suggests, as {@link
   *     BayesianOptimization#likeKerasTuner(boolean)} says; null stands for KerasTuner's defaults
   *     then: three times the number of hyperparameters and at least 3, 10⁻⁴, and 2.6
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BayesianOptimizationOracle(
      OracleOptions options,
      @Nullable Integer numInitialPoints,
      @Nullable Double alpha,
      @Nullable Double beta,
      boolean likeKerasTuner) {
    super(options, likeKerasTuner, Set.of());
    this.likeKerasTuner = likeKerasTuner;
    this.numInitialPoints = numInitialPoints == null ? null : checkedPoints(numInitialPoints);
    this.alpha = alpha == null ? null : checkedAlpha(alpha);
    this.beta = beta == null ? null : checkedBeta(beta);
    this.maxTrials = options.maxTrials();
    this.kerasTuner = new KerasTunerModel(objective(), seed());
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
  // win over the constructor's, so that they cannot be changed when a search goes on.
  @Override
  protected void saveState(Map<String, @Nullable Object> state) {
    state.put("num_initial_points", numInitialPoints);
    state.put("alpha", alphaOrDefault());
    state.put("beta", betaOrDefault());
  }

  @Override
  protected void loadState(Map<String, ? extends @Nullable Object> state) {
    kerasTuner = new KerasTunerModel(objective(), seed());
    exhausted = List.of();
    if (likeKerasTuner) {
      JsonObject saved = new JsonObject(state, "oracle.json");
      numInitialPoints =
          saved.isNull("num_initial_points") ? null : saved.integer("num_initial_points");
      alpha = checkedAlpha(saved.number("alpha"));
      beta = checkedBeta(saved.number("beta"));
    }
  }

  @Override
  boolean countsLikeKerasTuner() {
    return likeKerasTuner;
  }

  @Override
  boolean repeats() {
    return !likeKerasTuner && super.repeats();
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    SpaceVectors vectors = new SpaceVectors(getSpace().space());
    return likeKerasTuner ? suggestLikeKerasTuner(vectors) : suggest(vectors);
  }

  private Suggestion suggestLikeKerasTuner(SpaceVectors vectors) {
    long completed = count(TrialStatus.COMPLETED);
    // KerasTuner takes 0 for "not given", and counts fixed entries.
    int initial = givenPoints() > 0 ? givenPoints() : Math.max(3 * getSpace().space().size(), 3);
    if (completed == 0 || vectors.dimensions() == 0 || completed < initial) {
      Map<String, Object> values = randomValues();
      return values == null ? Suggestion.stop() : Suggestion.run(values);
    }
    Set<String> ongoing = new HashSet<>(ongoingTrialIds());
    return Suggestion.run(
        kerasTuner.suggest(vectors, trials(), ongoing, alphaOrDefault(), betaOrDefault()));
  }

  private Suggestion suggest(SpaceVectors vectors) {
    int dimensions = vectors.dimensions();
    long completed = count(TrialStatus.COMPLETED);
    List<Integer> sizes = List.of(state().space().known().space().size(), state().tried().size());
    if (sizes.equals(exhausted)) {
      // Workers that wait ask many times a second, and a process is not fitted in vain.
      return repeatOrStop();
    }
    List<WarmStart.Known> earlier = state().earlier().fitting(state().space().known());
    long known = completed + count(TrialStatus.FAILED) + earlier.size();
    Map<String, Object> values = null;
    if (dimensions > 0
        && (completed + earlier.size() == 0 || known < initialPoints(vectors.free()))) {
      values = fromDesign(vectors);
    } else if (dimensions > 0) {
      Set<String> ongoing = new HashSet<>(ongoingTrialIds());
      values =
          new BayesianModel(vectors, objective(), trials(), ongoing, earlier)
              .suggest(alpha, beta, this::isTried, seed() + trials().size());
    }
    // The last look goes through all combinations there are.
    values = values == null ? untriedValues() : values;
    if (values == null) {
      exhausted = sizes;
      return repeatOrStop();
    }
    return Suggestion.run(values);
  }

  private @Nullable Map<String, Object> fromDesign(SpaceVectors vectors) {
    int next = trials().size();
    for (int i = next; i < next + DESIGN_TRIES; i++) {
      Map<String, Object> values =
          vectors.toValues(InitialDesign.point(vectors.dimensions(), seed(), i));
      if (!isTried(values)) {
        return values;
      }
    }
    return null;
  }

  private int initialPoints(List<HyperParameter> free) {
    if (givenPoints() > 0) {
      return givenPoints();
    }
    // Those with conditions take turns.
    int dimensions = (int) free.stream().filter(entry -> entry.conditions().isEmpty()).count();
    int enough = dimensions + 1;
    return Math.max(3, maxTrials == null ? enough : Math.min(enough, maxTrials / 2));
  }

  private int givenPoints() {
    return numInitialPoints == null ? 0 : numInitialPoints;
  }

  private long count(TrialStatus status) {
    return trials().stream().filter(trial -> trial.status() == status).count();
  }

  private double alphaOrDefault() {
    return alpha == null ? DEFAULT_ALPHA : alpha;
  }

  private double betaOrDefault() {
    return beta == null ? DEFAULT_BETA : beta;
  }
}
