package org.keras4j.tuner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of the variation of a search's scores is due to each hyperparameter: functional analysis
 * of variance on a random forest (Hutter, Hoos and Leyton-Brown, 2014).
 *
 * <p>A forest of 100 regression trees is fitted to the completed trials. Its prediction {@code f}
 * is a function on the whole search space, with the tuner's scale along each axis, so logarithmic
 * where the sampling is. Of the variance {@code V} of {@code f} over that space a hyperparameter
 * {@code x} has the share {@code Var(E[f | x]) / V} alone, and {@code E[Var(f | all but x)] / V}
 * together with its interactions. The first add up to 1 at most; the second may exceed it, as an
 * interaction counts for each that takes part. So it does not matter which values the search
 * preferred.
 *
 * <p>What a hyperparameter would be where it is inactive is drawn at random, as no score depends on
 * it. Scores much worse than the others, by more than three times the distance of the quartiles,
 * count as just so bad: a training that diverged would otherwise be all there is to explain.
 *
 * @param shares the shares by full name, the most important first; empty if there is a {@code
 *     problem}
 * @param explained how much of the variance of the scores trees predict that have not seen them:
 *     {@code R²} out of the bag, 1 for all of it; NaN without a forest. Where it is small, so is
 *     what the shares mean
 * @param trials how many trials the forest was fitted to
 * @param problem why nothing can be said; null if there are shares
 */
public record Importance(
    Map<String, Share> shares, double explained, int trials, @Nullable String problem) {
  /**
   * Keeps a copy of the map.
   *
   * @param shares the shares by full name
   * @param explained the forest's {@code R²}
   * @param trials how many trials there were
   * @param problem why nothing can be said
   */
  public Importance {
    shares =
        Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(shares, "shares")));
  }

  /**
   * The part of a hyperparameter in the variation of scores.
   *
   * @param alone its share by itself, in [0, 1]
   * @param together its share with the interactions it takes part in, in [{@code alone}, 1]
   */
  public record Share(double alone, double together) {}
}
