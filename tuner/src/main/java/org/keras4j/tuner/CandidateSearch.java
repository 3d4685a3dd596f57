package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.gp.Criterion;

/**
 * Finds the most promising combination that was not tried yet.
 *
 * <p>It rates combinations, descends from the most promising ones along the numbers among their
 * values, and rates again what is possible there: always the combination itself, not the point that
 * led to it.
 */
final class CandidateSearch {
  private static final int EVERYWHERE = 2000;
  private static final int NEAR_BEST = 500;
  private static final int NEAR_PROMISING = 100;
  private static final int DESCENTS = 8;

  // The distance of candidates, in shares of each range, from what they are drawn around.
  private static final double[] WIDTHS = {0.2, 0.05, 0.01};
  private static final double WIDEST = 0.2;
  private static final double SHORT_DESCENT = 0.05;

  // What differs less is one place to start from.
  private static final double APART = 0.05;

  // What differs by less than a thousandth of each range brings nothing new.
  private static final double TOLERANCE = 1e-3;

  private final SpaceVectors vectors;
  private final SpaceFeatures features;
  private final Criterion criterion;
  private final List<double[]> tried;
  private final Predicate<Map<String, Object>> isTried;
  private final long seed;
  private final SplittableRandom random;
  private final List<Candidate> candidates = new ArrayList<>();

  /**
   * Prepares a search.
   *
   * @param tried the features of all trials
   * @param isTried tells exactly whether there was a trial with some values
   */
  CandidateSearch(
      SpaceVectors vectors,
      SpaceFeatures features,
      Criterion criterion,
      List<double[]> tried,
      Predicate<Map<String, Object>> isTried,
      long seed) {
    this.vectors = vectors;
    this.features = features;
    this.criterion = criterion;
    this.tried = tried;
    this.isTried = isTried;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Searches the whole space, the surroundings of the best trials more closely.
   *
   * @return the values, nearly the same as tried ones only if there are no others; null if none is
   *     left
   */
  @Nullable Map<String, Object> everywhere(List<double[]> best) {
    boolean complete = vectors.visit(EVERYWHERE, seed, this::rate);
    if (!complete) {
      best.forEach(this::rateAround);
      distinct().forEach(candidate -> rateAround(candidate.point()));
      distinct().forEach(candidate -> descend(candidate, 1));
    }
    Map<String, Object> found = mostPromising(TOLERANCE);
    return found == null ? mostPromising(0) : found;
  }

  /**
   * Searches the surroundings of one point only.
   *
   * @return the values; null if nothing new is there
   */
  @Nullable Map<String, Object> near(double[] best) {
    for (int i = 0; i < NEAR_BEST; i++) {
      rate(features.varied(best, random, WIDEST * random.nextDouble()));
    }
    distinct().forEach(candidate -> descend(candidate, SHORT_DESCENT));
    return mostPromising(TOLERANCE);
  }

  private @Nullable Map<String, Object> mostPromising(double tolerance) {
    candidates.sort(Comparator.comparingDouble(Candidate::rating));
    return candidates.stream()
        .filter(candidate -> !isTried.test(candidate.values()))
        .filter(candidate -> !isNearlyTried(candidate, tolerance))
        .findFirst()
        .map(Candidate::values)
        .orElse(null);
  }

  private boolean isNearlyTried(Candidate candidate, double tolerance) {
    return tried.stream()
        .anyMatch(other -> SpaceFeatures.near(other, candidate.features(), tolerance));
  }

  private void rate(double[] point) {
    Map<String, Object> values = vectors.toValues(point);
    double[] at = features.of(values);
    candidates.add(new Candidate(point, values, at, criterion.at(at)));
  }

  private void rateAround(double[] point) {
    for (int i = 0; i < NEAR_PROMISING; i++) {
      rate(features.varied(point, random, WIDTHS[i % WIDTHS.length]));
    }
  }

  private void descend(Candidate candidate, double reach) {
    int[] moving = features.moving(candidate.values());
    if (moving.length > 0) {
      double[] end = criterion.descend(candidate.features(), moving, reach);
      rate(features.moved(candidate.point(), end, moving));
    }
  }

  /** The most promising candidates that are not all in one place. */
  private List<Candidate> distinct() {
    candidates.sort(Comparator.comparingDouble(Candidate::rating));
    List<Candidate> distinct = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (distinct.stream()
          .noneMatch(other -> SpaceFeatures.near(other.features(), candidate.features(), APART))) {
        distinct.add(candidate);
        if (distinct.size() == DESCENTS) {
          break;
        }
      }
    }
    return distinct;
  }
}
