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
  private static final String OPTIMIZER = "optimizer/";

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

  /**
   * Returns where the optimizers of a model and of the models in it have their state. Keras saves
   * that of an inner model, too, if it is compiled, and has no use for it.
   */
  static List<String> optimizers(Model model) {
    return places(model).entrySet().stream()
        .filter(e -> e.getValue() instanceof Model)
        .map(e -> e.getKey().substring(0, e.getKey().length() - VARIABLES.length()) + OPTIMIZER)
        .toList();
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
