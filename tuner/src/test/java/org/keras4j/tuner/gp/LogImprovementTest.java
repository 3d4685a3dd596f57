package org.keras4j.tuner.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogImprovementTest {
  // ln(φ(z) + z·Φ(z)) computed with 700 digits.
  @ParameterizedTest
  @CsvSource({
    "2, 0.697383545788",
    "0, -0.918938533205",
    "-1, -2.485121025713",
    "-5, -16.744301162661",
    "-9.9, -54.538591240015",
    "-10.1, -56.577468975613",
    "-20, -206.917838509425",
    "-37, -692.642960163270"
  })
  void theLogarithmIsExactFarOutToo(double z, double expected) {
    assertEquals(-expected, new LogImprovement(z).rate(0, 1).value(), 2e-5);
  }

  @ParameterizedTest
  @CsvSource({"-30", "-10.01", "-9.99", "-3", "0", "2"})
  void derivativesAreThoseOfCentralDifferences(double lowest) {
    LogImprovement improvement = new LogImprovement(lowest);
    Acquisition.Rating rating = improvement.rate(0.5, 0.8);
    double byMean =
        (improvement.rate(0.5 + 1e-5, 0.8).value() - improvement.rate(0.5 - 1e-5, 0.8).value())
            / 2e-5;
    double byStd =
        (improvement.rate(0.5, 0.8 + 1e-5).value() - improvement.rate(0.5, 0.8 - 1e-5).value())
            / 2e-5;
    assertEquals(byMean, rating.byMean(), 1e-3 * Math.abs(byMean));
    assertEquals(byStd, rating.byStd(), 1e-3 * Math.abs(byStd));
  }

  @Test
  void moreDeviationPromisesMore() {
    LogImprovement improvement = new LogImprovement(0);
    assertTrue(improvement.rate(1, 2).value() < improvement.rate(1, 1).value());
  }
}
