package org.keras4j.tuner;

import java.util.Objects;

/**
 * Tries all combinations of the hyperparameters. KerasTuner's {@code GridSearch}.
 *
 * <p>By default the search ends when all were tried; {@link #maxTrials} ends it earlier, and {@link
 * #repeatTrials} has no effect. Of a continuous range ten values are tried, and its default; give
 * it a step to choose others.
 *
 * <p>A subclass overrides {@link #runTrial}, {@link #createOracle} and the hooks of a {@link
 * Tuner}; the fluent methods return a {@code GridSearch}.
 *
 * @see GridSearchOracle
 */
public class GridSearch extends Tuner<GridSearch> {
  /**
   * Creates a tuner.
   *
   * @param hyperModel the model
   */
  public GridSearch(HyperModel hyperModel) {
    super(Objects.requireNonNull(hyperModel, "hyperModel"));
  }

  /**
   * Creates a tuner for a model that is trained by plain fit.
   *
   * @param builder builds the model
   */
  public GridSearch(HyperModel.Builder builder) {
    this(HyperModel.of(builder));
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return new GridSearchOracle(options);
  }
}
