package org.keras4j.tuner;

import java.util.Objects;

/**
 * Searches at random. KerasTuner's {@code RandomSearch}, but when every combination was tried it
 * does not end: see {@link #repeatTrials}.
 *
 * <p>A subclass overrides {@link #runTrial}, {@link #createOracle} and the hooks of a {@link
 * Tuner}; the fluent methods return a {@code RandomSearch}.
 *
 * @see RandomSearchOracle
 */
public class RandomSearch extends Tuner<RandomSearch> {
  /**
   * Creates a tuner.
   *
   * @param hyperModel the model
   */
  public RandomSearch(HyperModel hyperModel) {
    super(Objects.requireNonNull(hyperModel, "hyperModel"));
    maxTrials(10);
  }

  /**
   * Creates a tuner for a model that is trained by plain fit.
   *
   * @param builder builds the model
   */
  public RandomSearch(HyperModel.Builder builder) {
    this(HyperModel.of(builder));
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return new RandomSearchOracle(options);
  }
}
