package org.keras4j.tuner.gp;

/** The interval of a {@link LineSearch}: its lowest point, the other end, and the next guess. */
final class TrialInterval {
  private double best;
  private double bestValue;
  private double bestSlope;
  private double other;
  private double otherValue;
  private double otherSlope;
  private boolean brackets;

  TrialInterval(double value, double slope) {
    bestValue = value;
    bestSlope = slope;
    otherValue = value;
    otherSlope = slope;
  }

  double best() {
    return best;
  }

  double bestValue() {
    return bestValue;
  }

  /** Whether a minimum lies between the two points. */
  boolean brackets() {
    return brackets;
  }

  double width() {
    return Math.abs(other - best);
  }

  double middle() {
    return best + 0.5 * (other - best);
  }

  double low() {
    return Math.min(best, other);
  }

  double high() {
    return Math.max(best, other);
  }

  /**
   * Takes in what was found at a length and returns the next one. A tilt is taken off all slopes,
   * and its multiples off all values, meanwhile.
   */
  double next(double at, double value, double slope, double tilt, double min, double max) {
    tilt(-tilt);
    double next = step(at, value - at * tilt, slope - tilt, min, max);
    tilt(tilt);
    return next;
  }

  private void tilt(double by) {
    bestValue += best * by;
    otherValue += other * by;
    bestSlope += by;
    otherSlope += by;
  }

  private double step(double at, double value, double slope, double min, double max) {
    boolean turned = slope * Math.signum(bestSlope) < 0;
    double next;
    if (value > bestValue) {
      next = higher(at, value, slope);
      brackets = true;
    } else if (turned) {
      next = turned(at, value, slope);
      brackets = true;
    } else if (Math.abs(slope) < Math.abs(bestSlope)) {
      next = flatter(at, value, slope, min, max);
    } else if (brackets) {
      next = at + ratio(at, value, slope, other, otherValue, otherSlope) * (other - at);
    } else {
      next = at > best ? max : min;
    }
    if (value > bestValue) {
      setOther(at, value, slope);
    } else {
      if (turned) {
        setOther(best, bestValue, bestSlope);
      }
      best = at;
      bestValue = value;
      bestSlope = slope;
    }
    return next;
  }

  private void setOther(double at, double value, double slope) {
    other = at;
    otherValue = value;
    otherSlope = slope;
  }

  private double higher(double at, double value, double slope) {
    double theta = 3 * (bestValue - value) / (at - best) + bestSlope + slope;
    double gamma = gamma(theta, bestSlope, slope, false);
    gamma = at < best ? -gamma : gamma;
    double r = (gamma - bestSlope + theta) / (gamma - bestSlope + gamma + slope);
    double cubic = best + r * (at - best);
    double chord = (bestValue - value) / (at - best) + bestSlope;
    double quadratic = best + bestSlope / chord / 2 * (at - best);
    return Math.abs(cubic - best) < Math.abs(quadratic - best)
        ? cubic
        : cubic + (quadratic - cubic) / 2;
  }

  private double turned(double at, double value, double slope) {
    double cubic = at + ratio(at, value, slope, best, bestValue, bestSlope) * (best - at);
    double quadratic = secant(at, slope);
    return Math.abs(cubic - at) > Math.abs(quadratic - at) ? cubic : quadratic;
  }

  private double flatter(double at, double value, double slope, double min, double max) {
    double theta = 3 * (bestValue - value) / (at - best) + bestSlope + slope;
    double gamma = gamma(theta, bestSlope, slope, true);
    gamma = at > best ? -gamma : gamma;
    double r = (gamma - slope + theta) / (gamma + (bestSlope - slope) + gamma);
    double end = at > best ? max : min;
    double cubic = r < 0 && gamma != 0 ? at + r * (best - at) : end;
    double quadratic = secant(at, slope);
    boolean cubicIsNearer = Math.abs(cubic - at) < Math.abs(quadratic - at);
    if (brackets) {
      double next = cubicIsNearer ? cubic : quadratic;
      double limit = at + 0.66 * (other - at);
      return at > best ? Math.min(limit, next) : Math.max(limit, next);
    }
    boolean cubicIsFarther = Math.abs(cubic - at) > Math.abs(quadratic - at);
    return Math.max(min, Math.min(max, cubicIsFarther ? cubic : quadratic));
  }

  private double secant(double at, double slope) {
    return at + slope / (slope - bestSlope) * (best - at);
  }

  /** Where between two points the cubic through both is lowest. */
  private static double ratio(
      double at, double value, double slope, double from, double fromValue, double fromSlope) {
    double theta = 3 * (value - fromValue) / (from - at) + fromSlope + slope;
    double gamma = gamma(theta, fromSlope, slope, false);
    gamma = at > from ? -gamma : gamma;
    return (gamma - slope + theta) / (gamma - slope + gamma + fromSlope);
  }

  private static double gamma(double theta, double a, double b, boolean clipped) {
    double scale = Math.max(Math.abs(theta), Math.max(Math.abs(a), Math.abs(b)));
    double square = theta / scale * (theta / scale) - a / scale * (b / scale);
    return scale * Math.sqrt(clipped ? Math.max(0, square) : square);
  }
}
