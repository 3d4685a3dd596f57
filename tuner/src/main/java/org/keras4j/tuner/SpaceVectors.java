package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A search space as a unit cube: one coordinate for each hyperparameter that is not fixed. */
final class SpaceVectors {
  private final List<HyperParameter> space;
  private final List<HyperParameter> free;

  SpaceVectors(List<HyperParameter> space) {
    this.space = space;
    this.free = space.stream().filter(hp -> !(hp instanceof FixedHyperParameter)).toList();
  }

  private interface ToValue {
    Object at(HyperParameter entry, double prob);
  }

  private interface ToCoordinate {
    double of(HyperParameter entry, Object value);
  }

  /** The hyperparameters that are not fixed, in the order of the coordinates. */
  List<HyperParameter> free() {
    return free;
  }

  int dimensions() {
    return free.size();
  }

  /** As KerasTuner takes them: of a {@code Float}, neighbouring values may have the same. */
  double[] toVectorLikeKerasTuner(HyperParameters hyperparameters) {
    return toVector(hyperparameters, HyperParameter::valueToProb);
  }

  private double[] toVector(HyperParameters hyperparameters, ToCoordinate toCoordinate) {
    double[] vector = new double[free.size()];
    for (int i = 0; i < vector.length; i++) {
      HyperParameter entry = free.get(i);
      Object value =
          hyperparameters.isActive(entry) ? hyperparameters.values().get(entry.name()) : null;
      vector[i] = coordinate(entry, value, toCoordinate);
    }
    return vector;
  }

  /** The coordinate of a value; that of the default if it is missing or no longer possible. */
  static double coordinate(HyperParameter entry, @Nullable Object value) {
    return coordinate(entry, value, HyperParameter::coordinate);
  }

  private static double coordinate(
      HyperParameter entry, @Nullable Object value, ToCoordinate toCoordinate) {
    if (value == null) {
      return toCoordinate.of(entry, entry.defaultValue());
    }
    try {
      return toCoordinate.of(entry, value);
    } catch (IllegalArgumentException e) {
      return toCoordinate.of(entry, entry.defaultValue());
    }
  }

  /** Values that are missing, inactive or no longer possible count as the default. */
  double[] toVector(Map<String, Object> values) {
    HyperParameters hyperparameters = new HyperParameters();
    hyperparameters.replaceValues(values);
    return toVector(hyperparameters, HyperParameter::coordinate);
  }

  /** The values of the active hyperparameters at a point. */
  Map<String, Object> toValues(double[] vector) {
    return toValues(vector, HyperParameter::probToPossibleValue);
  }

  /** As KerasTuner takes them: on the border an integer may exceed its maximum by one. */
  Map<String, Object> toValuesLikeKerasTuner(double[] vector) {
    return toValues(vector, HyperParameter::probToValue);
  }

  private Map<String, Object> toValues(double[] vector, ToValue toValue) {
    Map<String, Object> values = new LinkedHashMap<>();
    int i = 0;
    for (HyperParameter entry : space) {
      Object value =
          entry instanceof FixedHyperParameter
              ? entry.defaultValue()
              : toValue.at(entry, vector[i++]);
      if (SearchSpace.isActive(entry, values)) {
        values.put(entry.name(), value);
      }
    }
    return values;
  }

  /**
   * Visits points all over the space: every combination once if there are at most so many,
   * otherwise so many random ones.
   *
   * @return whether every combination was visited
   */
  boolean visit(int limit, long seed, Consumer<double[]> visitor) {
    List<double[]> axes = new ArrayList<>();
    long combinations = 1;
    for (HyperParameter entry : free) {
      double[] axis = entry.gridProbabilities(limit);
      combinations = axis == null ? Long.MAX_VALUE : combinations * axis.length;
      if (axis == null || combinations > limit) {
        visitRandom(limit, seed, visitor);
        return false;
      }
      axes.add(axis);
    }
    visitGrid(axes, new double[axes.size()], 0, visitor);
    return true;
  }

  private static void visitGrid(
      List<double[]> axes, double[] point, int axis, Consumer<double[]> visitor) {
    if (axis == point.length) {
      visitor.accept(point.clone());
      return;
    }
    for (double coordinate : axes.get(axis)) {
      point[axis] = coordinate;
      visitGrid(axes, point, axis + 1, visitor);
    }
  }

  private void visitRandom(int count, long seed, Consumer<double[]> visitor) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      visitor.accept(random.doubles(free.size()).toArray());
    }
  }
}
