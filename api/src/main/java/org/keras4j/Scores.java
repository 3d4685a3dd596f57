package org.keras4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.internal.Names;

/**
 * The loss and metrics of an evaluation, by place as in Keras's list (loss first) and by name as in
 * its dictionary.
 */
public final class Scores {

  private final Map<String, Double> values;

  Scores(Map<String, Double> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns the value at a place; 0 is the loss. */
  public double get(int index) {
    return new ArrayList<>(values.values()).get(index);
  }

  /**
   * Returns the value of this name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public double get(String name) {
    Double v = values.get(name);
    if (v == null) {
      throw Names.unknown("metric", name, values.keySet());
    }
    return v;
  }

  /** Returns the loss. */
  public double loss() {
    return get("loss");
  }

  /** Returns the names, loss first. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Returns all values by name, loss first. */
  public Map<String, Double> asMap() {
    return values;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
