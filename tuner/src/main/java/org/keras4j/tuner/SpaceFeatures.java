package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Combinations of values as points between which a distance means something.
 *
 * <p>A number, or a choice with an order, is one coordinate in [0, 1]. A choice without an order
 * has one for each value, of which the chosen one is 1/√2, so that all different values are at
 * distance 1. A hyperparameter that is not active is in the middle of all its values, whatever
 * value it once had.
 */
final class SpaceFeatures {
  private static final double CHOSEN = Math.sqrt(0.5);
  private static final double INACTIVE = 0.5;

  private final List<HyperParameter> free;
  private final int[] groups;

  SpaceFeatures(SpaceVectors vectors) {
    this.free = vectors.free();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      int width = isCategory(free.get(i)) ? free.get(i).values().size() : 1;
      for (int k = 0; k < width; k++) {
        all.add(i);
      }
    }
    groups = all.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isCategory(HyperParameter entry) {
    return entry instanceof BooleanHyperParameter
        || (entry instanceof ChoiceHyperParameter choice && !choice.ordered());
  }

  /** Which hyperparameter each coordinate belongs to. */
  int[] groups() {
    return groups;
  }

  /** The point of a combination; a value that is missing or no longer possible is the default. */
  double[] of(Map<String, Object> values) {
    double[] features = new double[groups.length];
    int at = 0;
    for (HyperParameter entry : free) {
      boolean active = SearchSpace.isActive(entry, values);
      if (isCategory(entry)) {
        List<Object> choices = entry.values();
        if (active) {
          int chosen = Values.indexOf(choices, values.get(entry.name()));
          features[at + (chosen >= 0 ? chosen : defaultOf(entry))] = CHOSEN;
        } else {
          Arrays.fill(features, at, at + choices.size(), CHOSEN / choices.size());
        }
        at += choices.size();
      } else {
        features[at++] =
            active ? SpaceVectors.coordinate(entry, values.get(entry.name())) : INACTIVE;
      }
    }
    return features;
  }

  private static int defaultOf(HyperParameter entry) {
    return Math.max(0, Values.indexOf(entry.values(), entry.defaultValue()));
  }

  /** The coordinates along which a combination can be moved. */
  int[] moving(Map<String, Object> values) {
    List<Integer> moving = new ArrayList<>();
    for (int k = 0; k < groups.length; k++) {
      HyperParameter entry = free.get(groups[k]);
      if (!isCategory(entry) && SearchSpace.isActive(entry, values)) {
        moving.add(k);
      }
    }
    return moving.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A point of the unit cube after moving to features. */
  double[] moved(double[] point, double[] features, int[] moving) {
    double[] moved = point.clone();
    for (int k : moving) {
      moved[groups[k]] = features[k];
    }
    return moved;
  }

  /** Draws coordinates of a point of the unit cube anew, numbers near where they were. */
  double[] varied(double[] point, SplittableRandom random, double width) {
    double[] varied = point.clone();
    double share = Math.max(0.2, 1.5 / varied.length);
    int one = random.nextInt(varied.length);
    for (int i = 0; i < varied.length; i++) {
      if (i == one || random.nextDouble() < share) {
        varied[i] =
            isCategory(free.get(i))
                ? random.nextDouble()
                : Math.max(0, Math.min(1, varied[i] + width * random.nextGaussian()));
      }
    }
    return varied;
  }

  static boolean near(double[] a, double[] b, double tolerance) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) >= tolerance) {
        return false;
      }
    }
    return true;
  }
}
