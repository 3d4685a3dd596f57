package org.keras4j.tuner.gp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void meanIsZeroAndVarianceOne() {
    double[] targets = Targets.of(new double[] {3, 1, 4, 1.5, 9, 2.6});
    assertEquals(0, Arrays.stream(targets).average().orElseThrow(), 1e-12);
    assertEquals(1, Arrays.stream(targets).map(y -> y * y).average().orElseThrow(), 1e-12);
  }

  @Test
  void oneHugeLossDoesNotHideTheOthers() {
    double[] targets = Targets.of(new double[] {0.1, 0.2, 0.3, 0.4, 1000});
    assertTrue(targets[3] - targets[0] > 0.01, () -> Arrays.toString(targets));
    assertTrue(targets[4] > targets[3]);
  }

  @Test
  void failuresCountAsTheWorst() {
    double[] targets = Targets.of(new double[] {1, Double.NaN, 5, 2, 3});
    assertEquals(targets[2], targets[1]);
  }

  @Test
  void equalScoresAreNotTornApart() {
    assertArrayEquals(new double[5], Targets.of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1}), 1e-12);
    assertArrayEquals(new double[1], Targets.of(new double[] {Double.NaN}));
  }

  @Test
  void theLargestDoublesAreNoObstacle() {
    double[] targets = Targets.of(new double[] {1e308, -1e308, 1, 2, 3});
    assertTrue(Arrays.stream(targets).allMatch(Double::isFinite), () -> Arrays.toString(targets));
  }

  @Test
  void powersAreThoseOfYeoAndJohnson() {
    assertEquals(Math.log(3), Targets.raised(2, 0), 1e-12);
    assertEquals((Math.pow(3, 0.5) - 1) / 0.5, Targets.raised(2, 0.5), 1e-12);
    assertEquals(-Math.log(3), Targets.raised(-2, 2), 1e-12);
    assertEquals(-(Math.pow(3, 1.5) - 1) / 1.5, Targets.raised(-2, 0.5), 1e-12);
  }
}
