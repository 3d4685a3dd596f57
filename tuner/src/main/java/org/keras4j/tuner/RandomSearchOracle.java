package org.keras4j.tuner;

import java.util.Map;

/** Tries random values. KerasTuner's {@code RandomSearchOracle}. */
public final class RandomSearchOracle extends Oracle {
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
    return values == null ? Suggestion.stop() : Suggestion.run(values);
  }
}
