package org.keras4j.internal.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;

/** The names that are taken in a graph, those of operations and those of scopes. */
final class GraphNames {

  private static final Map<Graph, GraphNames> OF_GRAPHS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The number that the next operation of this name gets. */
  private final Map<String, Integer> next = new HashMap<>();

  private GraphNames() {}

  /** Returns the names of a graph, the same object each time. */
  static GraphNames of(Graph graph) {
    return OF_GRAPHS.computeIfAbsent(
        graph,
        g -> {
          GraphNames names = new GraphNames();
          names.addAll(g);
          return names;
        });
  }

  /** Takes the names of all operations that are in the graph now. */
  synchronized void addAll(Graph graph) {
    for (Iterator<GraphOperation> i = graph.operations(); i.hasNext(); ) {
      String name = i.next().name();
      next.putIfAbsent(name, 1);
      for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
        next.putIfAbsent(name.substring(0, end), 1);
      }
    }
  }

  /** Takes a name: this one if it is free, else this one with a number behind it. */
  synchronized String unique(String name) {
    Integer number = next.putIfAbsent(name, 1);
    if (number == null) {
      return name;
    }
    String numbered;
    do {
      numbered = name + "_" + number++;
    } while (next.putIfAbsent(numbered, 1) != null);
    next.put(name, number);
    return numbered;
  }
}
