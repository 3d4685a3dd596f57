package org.keras4j.tuner;

import java.util.Map;

/**
 * Tries random values. KerasTuner's {@code RandomSearchOracle}.
 *
 * <p>KerasTuner ends the search when it has drawn nothing new twenty-one times. Here what is left
 * of a small space is looked through then, and when there is nothing left {@link
 * OracleOptions#repeatTrials} says what follows.
 */
public class RandomSearchOracle extends Oracle {
  /**
   * Creates an oracle.
   *
   * @param options what it shall optimise; {@code maxTrials} should be set, KerasTuner's default is
   *     10
   */
  public RandomSearchOracle(OracleOptions options) {
    super(options);
  }

  @Override
  protected Suggestion populateSpace(String trialId) {
    Map<String, Object> values = randomValues();
    if (values == null) {
      values = untriedValues();
    }
    return values == null ? repeatOrStop() : Suggestion.run(values);
  }
}
