package org.keras4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.metrics.Metric;

/** The metrics that {@code compile} was given, and which output gets which. */
final class MetricChoice {

  private final String argument;
  private final List<Object> forAll = new ArrayList<>();
  private final Map<String, List<Object>> byOutput = new LinkedHashMap<>();
  private List<List<Object>> byPlace = List.of();
  private @Nullable List<?> givenByPlace;
  private final Map<String, Object> givenByOutput = new LinkedHashMap<>();

  /** Makes an empty choice for an argument of this name. */
  MetricChoice(String argument) {
    this.argument = argument;
  }

  void add(Collection<?> more) {
    forAll.addAll(more);
  }

  void addFor(String output, Object more) {
    List<Object> all = byOutput.computeIfAbsent(output, k -> new ArrayList<>());
    all.addAll(checked("output '" + output + "'", more));
    givenByOutput.put(output, givenByOutput.containsKey(output) ? all : more);
  }

  void byPlace(List<?> all) {
    List<List<Object>> places = new ArrayList<>();
    all.forEach(m -> places.add(checked("output " + places.size(), m)));
    byPlace = places;
    givenByPlace = all;
  }

  /**
   * Returns the metrics as {@code compile} was given them, or null if there are none: a list, one
   * for each output, or a map by output.
   */
  @Nullable Object given(List<String> outputs) {
    int forms =
        (forAll.isEmpty() ? 0 : 1) + (byOutput.isEmpty() ? 0 : 1) + (byPlace.isEmpty() ? 0 : 1);
    if (forms == 0) {
      return givenByPlace; // an empty one, or null
    }
    if (forms == 1 && forAll.isEmpty()) {
      return byPlace.isEmpty() ? givenByOutput : givenByPlace;
    }
    boolean plain = outputs.size() < 2 || forAll.size() == outputs.size();
    return forms == 1 && plain ? forAll : distribute(outputs);
  }

  private List<Object> checked(String where, @Nullable Object given) {
    List<Object> all =
        new ArrayList<>(
            given instanceof List<?> list ? list : given == null ? List.of() : List.of(given));
    for (Object m : all) {
      if (!(m instanceof String || m instanceof Metric)) {
        throw new IllegalArgumentException(
            "compile: "
                + argument
                + " of "
                + where
                + " must be names, Metrics or lists of them; received "
                + m);
      }
    }
    return all;
  }

  Set<String> outputs() {
    return byOutput.keySet();
  }

  List<Object> all() {
    List<Object> all = new ArrayList<>(forAll);
    byOutput.values().forEach(all::addAll);
    byPlace.forEach(all::addAll);
    return all;
  }

  /** Returns the metrics of each output. */
  List<List<Object>> distribute(List<String> outputs) {
    CompileOptions.checkPlaces(argument, byPlace, outputs);
    boolean oneEach = outputs.size() > 1 && forAll.size() == outputs.size();
    if (!oneEach && outputs.size() > 1) {
      checkSharing(outputs);
    }
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      List<Object> own = new ArrayList<>(oneEach ? List.of(forAll.get(i)) : forAll);
      own.addAll(byPlace.isEmpty() ? List.of() : byPlace.get(i));
      own.addAll(byOutput.getOrDefault(outputs.get(i), List.of()));
      all.add(own);
    }
    return all;
  }

  /**
   * One metric object cannot count for several outputs, nor is it clear whose several names are.
   */
  private void checkSharing(List<String> outputs) {
    for (Object m : forAll) {
      if (m instanceof Metric metric) {
        throw new IllegalArgumentException(
            "compile: metric '"
                + metric.name()
                + "' is one object, but the model has the outputs "
                + outputs
                + "; say metricsFor(output, metric) for one of them, or give its name to have one"
                + " for each");
      }
    }
    if (forAll.size() > 1) {
      CompileOptions.checkPlaces(argument, forAll, outputs);
    }
  }
}
