package org.keras4j.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Names;
import org.keras4j.internal.layers.Nesting;

/** The layers that a layer calls, and the attributes under which Keras keeps their weights. */
final class Sublayers {

  private final List<Layer> layers = new ArrayList<>();
  private final Map<Layer, String> attributes = new HashMap<>();
  private boolean traced;

  /** Adds a layer without an attribute. */
  void add(Layer outer, Layer inner) {
    Nesting.check(outer, inner);
    layers.add(inner);
    Attempt.onFailure(() -> layers.remove(layers.lastIndexOf(inner)));
  }

  /** Adds a layer that Keras would keep in this attribute. */
  void add(Layer outer, Layer inner, String attribute) {
    if (attributes.containsValue(attribute)) {
      throw new IllegalArgumentException(
          outer.describe()
              + " has a layer under the attribute '"
              + attribute
              + "' already; give each another one");
    }
    add(outer, inner);
    attributes.putIfAbsent(inner, attribute);
    Attempt.onFailure(() -> attributes.remove(inner, attribute));
  }

  void remove(Layer inner) {
    layers.remove(inner);
    attributes.remove(inner);
  }

  List<Layer> all() {
    return layers;
  }

  /**
   * Adds a layer that is called but was not added. A later trace cannot add one: it would be made
   * for each graph, with weights of its own.
   */
  void use(Layer outer, Layer inner) {
    if (layers.contains(inner)) {
      return;
    }
    if (traced) {
      throw new IllegalStateException(
          outer.describe()
              + " calls "
              + inner.describe()
              + ", which it did not call before: make inner layers once, in the constructor, not in"
              + " call, and track(…) those that are not called each time");
    }
    add(outer, inner);
  }

  /** Notes that the layer has been called, and so has shown which layers it calls. */
  void traced() {
    if (!traced) {
      traced = true;
      Attempt.onFailure(() -> traced = false);
    }
  }

  /** Returns the layers by their folders: the attribute, else the class, numbered. */
  static Map<String, Layer> folders(Layer outer, Sublayers own) {
    Map<String, Layer> folders = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(own.attributes.values());
    for (Layer inner : outer.sublayers()) {
      String attribute = own.attributes.get(inner);
      folders.putIfAbsent(attribute != null ? attribute : numbered(inner, taken), inner);
    }
    return folders;
  }

  /** Returns the snake-case class name with the first free number. */
  static String numbered(Layer layer, Set<String> taken) {
    String key = Names.snakeCase(layer.className());
    String folder = key;
    for (int n = 1; !taken.add(folder); n++) {
      folder = key + "_" + n;
    }
    return folder;
  }
}
