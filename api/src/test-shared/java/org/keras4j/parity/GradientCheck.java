package org.keras4j.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.NDArray;
import org.opentest4j.AssertionFailedError;

/**
 * Compares the gradient that a training step follows with differences of the loss that such steps
 * report.
 *
 * <p>The differences are central ones of two widths, which give one of fourth order. Where the two
 * disagree, a kink is near, and another point is taken; this does not look at the gradient.
 */
public final class GradientCheck {

  /** The wider step, for values of about 1. */
  private static final double STEP = 0.02;

  private static final int POINTS = 10;

  /** What counts as no gradient. */
  private static final double NONE = 2e-3;

  /** Of each weight at most so many elements are moved. */
  private static final int ELEMENTS = 40;

  private final GradientSubject subject;
  private final Map<Variable, NDArray> start = new LinkedHashMap<>();
  private double loss;

  private GradientCheck(GradientSubject subject) {
    this.subject = subject;
    subject.model().variables().forEach(v -> start.put(v, v.value()));
  }

  /**
   * Fails if gradient and differences disagree, or if at each of some points a kink is near or a
   * weight has no influence.
   *
   * @param subject returns the same function for each seed, at another point
   */
  public static void check(LongFunction<GradientSubject> subject) {
    for (long seed = 1; seed <= POINTS; seed++) {
      try (GradientSubject s = subject.apply(seed)) {
        if (new GradientCheck(s).agrees()) {
          return;
        }
      }
    }
    throw new AssertionFailedError(
        "a kink is near each of " + POINTS + " points, or a weight has no influence there");
  }

  /** Fails if there is a gradient, or if the loss changes with a weight. */
  public static void checkNone(LongFunction<GradientSubject> subject) {
    try (GradientSubject s = subject.apply(1)) {
      GradientCheck check = new GradientCheck(s);
      check
          .gradients()
          .forEach(
              (v, gradient) -> {
                for (int i = 0; i < gradient.size(); i++) {
                  assertEquals(0, gradient.flatten().getFloat(i), NONE, v.path());
                  assertEquals(0, check.differences(v, i)[0], NONE, v.path());
                }
              });
    }
  }

  /** Returns the gradient by each trainable weight. */
  public static List<NDArray> gradients(GradientSubject subject) {
    return new ArrayList<>(new GradientCheck(subject).gradients().values());
  }

  private Map<Variable, NDArray> gradients() {
    loss = step(Map.of());
    Map<Variable, NDArray> gradients = new LinkedHashMap<>();
    for (Variable v : subject.model().trainableWeights()) {
      gradients.put(v, start.get(v).subtract(v.value()));
    }
    assertFalse(gradients.isEmpty(), "nothing to differentiate by");
    return gradients;
  }

  /** Makes a step, random numbers and other state included, and returns the loss before it. */
  private double step(Map<Variable, NDArray> moved) {
    start.forEach((v, value) -> v.assign(moved.getOrDefault(v, value)));
    return subject.model().trainOnBatch(subject.batch()).loss();
  }

  /** Returns whether the point is away from kinks; fails if it is and the gradient is wrong. */
  private boolean agrees() {
    Map<Variable, NDArray> gradients = gradients();
    assertEquals(loss, step(Map.of()), 0, "the same step again has the same loss");
    for (Map.Entry<Variable, NDArray> e : gradients.entrySet()) {
      float[] got = e.getValue().toFloatArray();
      int stride = Math.max(1, (got.length + ELEMENTS - 1) / ELEMENTS);
      double[][] found = new double[got.length][];
      double largest = 0;
      for (int i = 0; i < got.length; i += stride) {
        found[i] = differences(e.getKey(), i);
        largest = Math.max(largest, Math.abs(found[i][0]));
      }
      for (int i = 0; i < got.length; i += stride) {
        if (Math.abs(found[i][0] - found[i][1]) > 0.003 * largest + 0.02 * Math.abs(found[i][1]) + found[i][2]) {
          return false;
        }
      }
      for (int i = 0; i < got.length; i += stride) {
        double expected = (4 * found[i][1] - found[i][0]) / 3;
        assertEquals(
            expected,
            got[i],
            0.003 * largest + found[i][2],
            "gradient by element " + i + " of " + e.getKey().path());
      }
      if (largest < NONE) {
        return false;
      }
    }
    return true;
  }

  /** Returns the wider difference, the narrower one, and what rounding may do to them. */
  private double[] differences(Variable v, int i) {
    float[] at = start.get(v).toFloatArray();
    double h = STEP * Math.min(1, Math.max(0.1, Math.abs(at[i])));
    return new double[] {
      difference(v, at, i, h), difference(v, at, i, h / 2), 1e-6 * (0.1 + Math.abs(loss)) / h
    };
  }

  private double difference(Variable v, float[] at, int i, double h) {
    double[] sides = new double[2];
    double[] values = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] moved = at.clone();
      moved[i] += (float) (side == 0 ? h : -h);
      values[side] = moved[i];
      sides[side] = step(Map.of(v, NDArray.wrap(moved, v.shape().asArray())));
    }
    return (sides[0] - sides[1]) / (values[0] - values[1]);
  }
}
