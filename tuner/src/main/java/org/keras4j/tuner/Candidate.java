package org.keras4j.tuner;

import java.util.Map;

/** A combination that might be tried, and how promising it is. The arrays are not to be changed. */
final class Candidate {
  private final double[] point;
  private final Map<String, Object> values;
  private final double[] features;
  private final double rating;

  Candidate(double[] point, Map<String, Object> values, double[] features, double rating) {
    this.point = point;
    this.values = values;
    this.features = features;
    this.rating = rating;
  }

  /** The point of the unit cube that leads to it. */
  double[] point() {
    return point;
  }

  Map<String, Object> values() {
    return values;
  }

  double[] features() {
    return features;
  }

  /** The lower, the more promising. */
  double rating() {
    return rating;
  }
}
