package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GradientDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** The part of a graph that some of its operations need, with the functions that are called. */
final class GraphSlice {

  private final GraphDef whole;
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<String, FunctionDef> functions = new LinkedHashMap<>();
  private final Map<String, String> gradients = new LinkedHashMap<>();
  private final Set<String> takenNodes = new LinkedHashSet<>();
  private final Set<String> takenFunctions = new LinkedHashSet<>();

  private GraphSlice(GraphDef whole) {
    this.whole = whole;
    whole.getNodeList().forEach(n -> nodes.put(n.getName(), n));
    whole.getLibrary().getFunctionList().forEach(f -> functions.put(f.getSignature().getName(), f));
    for (GradientDef g : whole.getLibrary().getGradientList()) {
      gradients.put(g.getFunctionName(), g.getGradientFunc());
    }
  }

  /**
   * Takes out the part.
   *
   * @param roots names of operations
   * @throws IOException if an operation is missing
   */
  static GraphSlice of(GraphDef whole, Collection<String> roots) throws IOException {
    GraphSlice slice = new GraphSlice(whole);
    slice.takeNodes(roots);
    return slice;
  }

  private void takeNodes(Collection<String> roots) throws IOException {
    Deque<String> waiting = new ArrayDeque<>(roots);
    Deque<String> called = new ArrayDeque<>();
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      NodeDef node = nodes.get(name);
      if (node == null) {
        throw new IOException("operation '" + name + "' is missing in its graph");
      }
      if (takenNodes.add(name)) {
        node.getInputList().forEach(input -> waiting.add(Nodes.operation(input)));
        called.addAll(calls(node));
      }
    }
    takeFunctions(called);
  }

  private void takeFunctions(Deque<String> waiting) {
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      FunctionDef function = functions.get(name);
      if (function != null && takenFunctions.add(name)) {
        function.getNodeDefList().forEach(node -> waiting.addAll(calls(node)));
        String gradient = gradients.get(name);
        if (gradient != null) {
          waiting.add(gradient);
        }
      }
    }
  }

  /** Returns the functions that an operation names: by its type or by attributes. */
  private List<String> calls(NodeDef node) {
    List<String> called = new ArrayList<>();
    called.add(node.getOp());
    for (AttrValue value : node.getAttrMap().values()) {
      if (value.hasFunc()) {
        called.add(value.getFunc().getName());
      }
      value.getList().getFuncList().forEach(f -> called.add(f.getName()));
    }
    return called;
  }

  /**
   * Returns where each type of operation stands first: {@code ReadFile} to {@code operation 'a'}.
   */
  Map<String, String> operations() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : takenNodes) {
      found.putIfAbsent(node(name).getOp(), "operation '" + name + "'");
    }
    for (String name : takenFunctions) {
      for (NodeDef node : function(name).getNodeDefList()) {
        found.putIfAbsent(
            node.getOp(), "operation '" + node.getName() + "' of function '" + name + "'");
      }
    }
    return found;
  }

  /** Returns whether an operation belongs to the part. */
  boolean has(String name) {
    return takenNodes.contains(name);
  }

  /** Returns the part as a graph, its operations in the order of the whole. */
  GraphDef graph() {
    return whole.toBuilder()
        .clearNode()
        .addAllNode(
            whole.getNodeList().stream().filter(n -> takenNodes.contains(n.getName())).toList())
        .setLibrary(
            FunctionDefLibrary.newBuilder()
                .addAllFunction(takenFunctions.stream().map(this::function).toList())
                .addAllGradient(
                    whole.getLibrary().getGradientList().stream()
                        .filter(g -> takenFunctions.contains(g.getFunctionName()))
                        .collect(Collectors.toList())))
        .build();
  }

  private NodeDef node(String name) {
    return java.util.Objects.requireNonNull(nodes.get(name));
  }

  private FunctionDef function(String name) {
    return java.util.Objects.requireNonNull(functions.get(name));
  }
}
