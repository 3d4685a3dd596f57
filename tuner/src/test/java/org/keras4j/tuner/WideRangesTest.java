package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.defaultValue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Sampling.REVERSE_LOG;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Ranges with more values than an int counts, or wider than a double; numbers are KerasTuner's. */
class WideRangesTest {

  private static HyperParameter integer(int min, int max, NumberOption... options) {
    HyperParameters hp = new HyperParameters();
    hp.Int("x", min, max, options);
    return hp.space().get(0);
  }

  private static HyperParameter real(double min, double max, NumberOption... options) {
    HyperParameters hp = new HyperParameters();
    hp.Float("x", min, max, options);
    return hp.space().get(0);
  }

  private static List<Object> samples(HyperParameter entry) {
    return LongStream.rangeClosed(1, 5).mapToObj(entry::randomSample).toList();
  }

  @Test
  void allOfAWideRangeOfIntegersIsSampled() {
    HyperParameter wide = integer(-2_000_000_000, 2_000_000_000);
    assertEquals(
        List.of(-1462543024, 1824137088, -1048141492, -1055807641, 491606780), samples(wide));
    assertEquals(0.9999989998750003, wide.valueToProb(wide.probToValue(0.999999)));
    HyperParameter all = integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    assertEquals(
        List.of(-1570393614, 1958652283, -1125433358, -1133664823, 527858760), samples(all));
    assertEquals(Integer.MAX_VALUE, all.probToValue(1));
    HyperParameter thirds = integer(-2_000_000_000, 2_000_000_000, step(3));
    assertEquals(
        List.of(-1462543025, 1824137089, -1048141493, -1055807642, 491606779), samples(thirds));
    HyperParameter three = integer(Integer.MIN_VALUE, Integer.MAX_VALUE, step(Integer.MAX_VALUE));
    assertEquals(List.of(Integer.MIN_VALUE, -1, 2147483646), three.values());
  }

  @Test
  void moreValuesThanAListHoldsAreNoLargeList() {
    List<Object> half = integer(0, 2_000_000_000).values();
    assertEquals(2_000_000_001, half.size());
    assertEquals(1_999_999_999, half.get(1_999_999_999));
    HyperParameter wide = integer(-2_000_000_000, 2_000_000_000);
    String message = assertThrows(IllegalStateException.class, wide::values).getMessage();
    assertTrue(message.contains("Int('x') has 4000000001 values"), message);
  }

  @Test
  void smallStepsOfAFloatReachItsEnd() {
    assertEquals(
        List.of(0.134364244112, 0.95603427189, 0.237964627092, 0.236048089737, 0.62290169489),
        samples(real(0, 1, step(1e-12))));
    assertEquals(1.9999986137053198, near(real(1, 2, step(1 + 1e-12), LOG)), 1e-12);
    assertEquals(1.0000013862946802, near(real(1, 2, step(1 + 1e-12), REVERSE_LOG)), 1e-12);
  }

  private static double near(HyperParameter entry) {
    return (Double) entry.probToValue(0.999999);
  }

  /** KerasTuner's own values are infinite or NaN here. */
  @Test
  void rangesWiderThanADoubleStayInside() {
    HyperParameter linear = real(-1e308, 1e308);
    assertEquals(-1e308, linear.probToValue(0));
    assertEquals(0.5e308, (Double) linear.probToValue(0.75), 1e293);
    assertEquals(0.75, linear.valueToProb(0.5e308), 1e-15);
    HyperParameter log = real(1e-300, 1e300, LOG);
    assertEquals(1, (Double) log.probToValue(0.5), 1e-12);
    assertEquals(0.75, log.valueToProb(1e150), 1e-12);
    HyperParameter tens = real(1e-300, 1e300, step(10), LOG);
    assertEquals(1e299, (Double) tens.values().get(599), 1e289);
    HyperParameter reverse = real(1e-300, 1e300, REVERSE_LOG);
    assertEquals(1e300, (Double) reverse.probToValue(0.5), 1e290);
    HyperParameter high = real(1e308, 1.7e308, REVERSE_LOG);
    assertEquals(1e308, (Double) high.probToValue(0), 1e294);
    assertEquals(0.5, high.valueToProb(high.probToValue(0.5)), 1e-12);
    for (HyperParameter entry : List.of(linear, log, reverse, high)) {
      assertFalse(samples(entry).stream().anyMatch(v -> !Double.isFinite((Double) v)));
    }
  }

  @Test
  void impossibleNumbersAreNamed() {
    refused("minValue must be a finite number", () -> real(Double.NEGATIVE_INFINITY, 1));
    refused("maxValue must be a finite number", () -> real(0, Double.POSITIVE_INFINITY));
    refused("minValue must be a finite number", () -> real(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> step(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> step(Double.POSITIVE_INFINITY));
    refused("the default must be a finite number", () -> real(0, 1, defaultValue(Double.NaN)));
    refused("too many values", () -> real(0, 1, step(1e-20)));
    refused("too many values", () -> real(-1e308, 1e308, step(1.0)));
    refused("too many values", () -> real(1e-300, 1e300, step(1 + 3e-16), LOG));
  }

  private static void refused(String part, Executable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    assertTrue(message.contains("Float('x'): ") && message.contains(part), message);
  }
}
