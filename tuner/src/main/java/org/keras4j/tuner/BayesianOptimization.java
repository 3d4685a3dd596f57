package org.keras4j.tuner;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches with a Gaussian process: after some trials all over the space, each next one is where
 * the process expects the largest improvement. KerasTuner's {@code BayesianOptimization}, whose way
 * of searching is that of {@link #likeKerasTuner()}.
 *
 * <p>A subclass overrides {@link #runTrial}, {@link #createOracle} and the hooks of a {@link
 * Tuner}; the fluent methods return a {@code BayesianOptimization}.
 *
 * @see BayesianOptimizationOracle
 */
public class BayesianOptimization extends Tuner<BayesianOptimization> {
  private @Nullable Integer numInitialPoints;
  private @Nullable Double alpha;
  private @Nullable Double beta;
  private boolean likeKerasTuner;

  /**
   * Creates a tuner.
   *
   * @param hyperModel the model
   */
  public BayesianOptimization(HyperModel hyperModel) {
    super(Objects.requireNonNull(hyperModel, "hyperModel"));
    maxTrials(10);
  }

  /**
   * Creates a tuner for a model that is trained by plain fit.
   *
   * @param builder builds the model
   */
  public BayesianOptimization(HyperModel.Builder builder) {
    this(HyperModel.of(builder));
  }

  /**
   * Sets how many trials must have ended before the process is used. By default one more than there
   * are hyperparameters without conditions, at most half of {@code maxTrials}, and at least 3. With
   * {@link #likeKerasTuner(boolean)} these trials are random, only completed ones count, and the
   * default is three times the number of hyperparameters, and at least 3.
   *
   * @param count the number; 0 stands for the default, as in KerasTuner
   * @throws IllegalArgumentException if it is negative
   */
  public final BayesianOptimization numInitialPoints(int count) {
    changeable();
    numInitialPoints = BayesianOptimizationOracle.checkedPoints(count);
    return this;
  }

  /**
   * Sets the expected noise of the score: what is added to the diagonal of the covariance of the
   * standardised scores. By default it is fitted to the scores; with {@link
   * #likeKerasTuner(boolean)} it is 10⁻⁴.
   *
   * @param noise above 0
   * @throws IllegalArgumentException if it is not above 0, or infinite
   */
  public final BayesianOptimization alpha(double noise) {
    changeable();
    alpha = BayesianOptimizationOracle.checkedAlpha(noise);
    return this;
  }

  /**
   * Makes the next trial the one where the lower confidence bound {@code μ − beta·σ} is lowest, and
   * sets how much is given for what is not known. By default the next trial is the one with the
   * largest expected improvement; with {@link #likeKerasTuner(boolean)} beta is 2.6.
   *
   * @param weight 0 or more
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public final BayesianOptimization beta(double weight) {
    changeable();
    beta = BayesianOptimizationOracle.checkedBeta(weight);
    return this;
  }

  /**
   * Makes the search suggest what KerasTuner 1.4.8 suggests, so that the printout of a Python
   * program can be followed: {@link #likeKerasTuner(boolean)} with true.
   */
  public final BayesianOptimization likeKerasTuner() {
    return likeKerasTuner(true);
  }

  /**
   * Sets whether the search suggests what KerasTuner 1.4.8 suggests. By default false.
   *
   * <p>With the same seed and the same scores the trials are those of KerasTuner, in its order: its
   * descents find the length scale and the next point, even where they miss the best one; a
   * combination that was tried comes again when it is where the bound is lowest, from no seed of
   * its own and whatever {@link #repeatTrials} says; the search ends when no new one is found among
   * the first random trials; a resumed search takes {@code numInitialPoints}, {@code alpha} and
   * {@code beta} from its files; an integer on a logarithmic scale without a step may be one above
   * its maximum. Continuous values agree to some digits, as a descent ends near a minimum. Where
   * several descents end equally low to all digits, rounding decides, and from there on the
   * searches part.
   *
   * <p>Scores are those of Python where the trainings are: after the same {@code
   * Keras.setRandomSeed}, with data in arrays. Rounding grows in a long training; where it changes
   * a score, later trials follow the scores here.
   *
   * @param like whether to do as KerasTuner does
   */
  public final BayesianOptimization likeKerasTuner(boolean like) {
    changeable();
    likeKerasTuner = like;
    return this;
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return new BayesianOptimizationOracle(options, numInitialPoints, alpha, beta, likeKerasTuner);
  }
}
