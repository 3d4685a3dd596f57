package org.keras4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.core.Variable;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.layers.Layer;

/**
 * Where Keras puts each weight of a model in a file: by the classes of layers, numbered within the
 * model they are in, not by their names.
 */
final class WeightPaths {

  private static final String VARIABLES = "vars/";

  private final Map<String, Layer> places = new LinkedHashMap<>();
  private final Set<Layer> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private WeightPaths() {}

  /**
   * Returns the model and all layers in it, once each, by the groups that have their own weights:
   * {@code vars/}, {@code layers/dense/vars/} and so on.
   */
  static Map<String, Layer> places(Model model) {
    WeightPaths w = new WeightPaths();
    w.visit("", model);
    return w.places;
  }

  /** Returns the weights by their paths. */
  static Map<String, Variable> of(Model model) {
    Map<String, Variable> paths = new LinkedHashMap<>();
    places(model)
        .forEach(
            (place, layer) -> {
              List<Variable> own = LayerAccess.get().ownWeights(layer);
              for (int i = 0; i < own.size(); i++) {
                paths.put(place + i, own.get(i));
              }
            });
    return paths;
  }

  private void visit(String prefix, Layer layer) {
    if (!visited.add(layer)) {
      return;
    }
    places.put(prefix + VARIABLES, layer);
    String folder = layer instanceof Model ? prefix + "layers/" : prefix;
    LayerAccess.get().folders(layer).forEach((name, inner) -> visit(folder + name + "/", inner));
  }
}
