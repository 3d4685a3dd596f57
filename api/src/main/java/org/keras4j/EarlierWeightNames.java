package org.keras4j;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.NDArray;

/**
 * Files that hyperparameter searches wrote before there was one format: each weight has the name of
 * its layer and its own for a name, such as {@code dense/kernel}, with a number when that repeats.
 */
final class EarlierWeightNames {

  private EarlierWeightNames() {}

  /**
   * Returns the values of such a file of this model under the names of today, and those of any
   * other file as they are.
   */
  static Map<String, NDArray> replaced(
      Model model, Map<String, Variable> variables, Map<String, NDArray> values) {
    Map<Variable, String> today = new HashMap<>();
    variables.forEach((path, variable) -> today.put(variable, path));
    Map<String, NDArray> renamed = new LinkedHashMap<>();
    Map<String, Integer> repeats = new LinkedHashMap<>();
    for (Variable weight : model.weights()) {
      String name = name(weight);
      int repeat = repeats.merge(name, 1, Integer::sum) - 1;
      NDArray value = values.get(name + (repeat == 0 ? "" : "#" + repeat));
      String path = today.get(weight);
      if (value == null || path == null) {
        return values;
      }
      renamed.put(path, value);
    }
    return renamed.size() == values.size() ? Collections.unmodifiableMap(renamed) : values;
  }

  /** Returns the last two parts of the path: models and outer layers were no part of it then. */
  static String name(Variable weight) {
    String path = weight.path();
    return path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1);
  }
}
