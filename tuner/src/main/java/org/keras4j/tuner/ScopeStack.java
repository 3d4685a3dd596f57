package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The name and conditional scopes that are open, and a record of those that were. */
final class ScopeStack {
  private final List<String> names = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<List<Condition>> active = new ArrayList<>();
  private final List<List<Condition>> inactive = new ArrayList<>();

  Scope openName(String name) {
    names.add(Objects.requireNonNull(name, "name"));
    return () -> names.remove(names.size() - 1);
  }

  Scope openCondition(Condition condition, Map<String, ?> values) {
    conditions.add(condition);
    // As in KerasTuner, the innermost condition alone decides where a scope is recorded.
    (condition.isActive(values) ? active : inactive).add(conditions());
    return () -> conditions.remove(conditions.size() - 1);
  }

  String fullName(String name) {
    Objects.requireNonNull(name, "name");
    return names.isEmpty() ? name : String.join("/", names) + "/" + name;
  }

  List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  void checkNotParent(String name) {
    if (conditions.stream().anyMatch(condition -> condition.name().equals(name))) {
      throw new IllegalArgumentException(
          "The hyperparameter '" + name + "' depends on a parent of the same name. Rename one");
    }
  }

  /** The scopes whose condition was fulfilled when they were opened. */
  List<List<Condition>> active() {
    return active;
  }

  /** The scopes whose condition was not fulfilled when they were opened. */
  List<List<Condition>> inactive() {
    return inactive;
  }
}
