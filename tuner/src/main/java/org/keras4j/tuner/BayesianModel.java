package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.tuner.gp.Acquisition;
import org.keras4j.tuner.gp.ArdProcess;
import org.keras4j.tuner.gp.Criterion;
import org.keras4j.tuner.gp.Targets;
import org.keras4j.tuner.gp.Transfer;

/**
 * What the trials so far say about all other combinations, and which of them is the most promising.
 * The same trials and the same seed give the same answer.
 */
final class BayesianModel {
  private static final int BEST = 3;
  private static final int NEAR_EVERY = 2;

  private final SpaceVectors vectors;
  private final SpaceFeatures features;
  private final Objective objective;
  private final List<double[]> tried = new ArrayList<>();
  private final List<double[]> pending = new ArrayList<>();
  private final List<Trial> known = new ArrayList<>();
  private final List<WarmStart.Known> earlier;

  /**
   * @param ongoing the ids of the trials that are being run
   * @param earlier trials of another search
   */
  BayesianModel(
      SpaceVectors vectors,
      Objective objective,
      List<Trial> trials,
      Set<String> ongoing,
      List<WarmStart.Known> earlier) {
    this.earlier = earlier;
    this.vectors = vectors;
    this.features = new SpaceFeatures(vectors);
    this.objective = objective;
    for (Trial trial : trials) {
      double[] point = features.of(trial.hyperparameters().values());
      tried.add(point);
      if (ongoing.contains(trial.trialId())) {
        pending.add(point);
      } else if (trial.status() == TrialStatus.COMPLETED || trial.status() == TrialStatus.FAILED) {
        known.add(trial);
      }
    }
  }

  /**
   * Chooses the next values.
   *
   * @param noise the variance of the noise; null to fit it
   * @param beta the weight of the deviation in the confidence bound; null for expected improvement
   * @param isTried tells exactly whether there was a trial with some values
   * @return the values; null if none is left
   */
  @Nullable Map<String, Object> suggest(
      @Nullable Double noise,
      @Nullable Double beta,
      Predicate<Map<String, Object>> isTried,
      long seed) {
    List<Map<String, Object>> combinations = new ArrayList<>();
    known.forEach(trial -> combinations.add(trial.hyperparameters().values()));
    earlier.forEach(trial -> combinations.add(trial.values()));
    double[][] points = combinations.stream().map(features::of).toArray(double[][]::new);
    double[] targets =
        Targets.of(Transfer.joined(features.groups(), points, scores(), earlierScores(), noise));
    ArdProcess process = ArdProcess.fit(features.groups(), points, targets, noise);
    Acquisition acquisition =
        beta == null ? Acquisition.improvement(process.lowestMean()) : Acquisition.bound(beta);
    Criterion criterion = new Criterion(process.withPending(pending), acquisition);
    List<double[]> best = best(combinations, targets);
    Supplier<CandidateSearch> search =
        () -> new CandidateSearch(vectors, features, criterion, tried, isTried, seed);
    Map<String, Object> near =
        tried.size() % NEAR_EVERY == 0 ? null : search.get().near(best.get(0));
    return near == null ? search.get().everywhere(best) : near;
  }

  private List<double[]> best(List<Map<String, Object>> combinations, double[] targets) {
    return IntStream.range(0, targets.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> targets[i]))
        .limit(BEST)
        .map(i -> vectors.toVector(combinations.get(i)))
        .toList();
  }

  private double sign() {
    return objective.direction() == Direction.MAX ? -1 : 1;
  }

  private double[] earlierScores() {
    double sign = sign();
    return earlier.stream().mapToDouble(trial -> sign * trial.score()).toArray();
  }

  /** The scores to be minimised; NaN for a failure and for what is infinite. */
  private double[] scores() {
    double sign = sign();
    return known.stream()
        .mapToDouble(
            trial ->
                trial.status() == TrialStatus.COMPLETED
                    ? sign * Objects.requireNonNull(trial.score())
                    : Double.NaN)
        .map(score -> Double.isFinite(score) ? score : Double.NaN)
        .toArray();
  }
}
