package org.keras4j.tuner;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;

/** Several objectives in one number: those to minimise added up, those to maximise subtracted. */
final class MultiObjective extends Objective {
  @Serial private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what List.copyOf makes is serializable
  private final List<Objective> parts;

  MultiObjective(List<Objective> parts) {
    super("multi_objective", Direction.MIN);
    Objects.requireNonNull(parts, "objectives");
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A search over several objectives needs at least one");
    }
    for (Objective part : parts) {
      Objects.requireNonNull(part, "an objective of the list");
    }
    this.parts = List.copyOf(parts);
  }

  @Override
  List<String> metricNames() {
    return parts.stream().map(Objective::name).toList();
  }

  @Override
  Objective likeKerasTuner() {
    return new MultiObjective(parts.stream().map(Objective::likeKerasTuner).toList());
  }

  @Override
  void checkDirection(Model model) {
    parts.forEach(part -> part.checkDirection(model));
  }

  // KerasTuner infers the parts' directions from their names and ignores the ones given here.
  @Override
  @Nullable Direction directionOf(String metric) {
    for (Objective part : parts) {
      if (part.name().equals(metric)) {
        return part.direction();
      }
    }
    return super.directionOf(metric);
  }

  @Override
  public double getValue(Map<String, Double> logs) {
    double sum = 0;
    for (Objective part : parts) {
      double value = metric(logs, part.name());
      sum += part.direction() == Direction.MIN ? value : -value;
    }
    return sum;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MultiObjective that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    String list = parts.stream().map(Objective::toString).collect(Collectors.joining(", "));
    return "Multi" + super.toString() + ": [" + list + "]";
  }
}
