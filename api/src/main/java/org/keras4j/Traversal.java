package org.keras4j;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.keras4j.internal.layers.Node;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;

/**
 * A walk from outputs to inputs, depth first, in Keras's order. Without recursion, so that models
 * of any depth fit on the stack.
 */
final class Traversal {

  /** A call and those of its inputs that have not been followed yet. */
  private record Step(Node node, Iterator<KerasTensor> rest) {}

  private final FunctionalGraph graph;
  private final Set<Node> seen = new HashSet<>();
  private final Set<Node> finished = new LinkedHashSet<>();
  private final Set<Layer> layers = new LinkedHashSet<>();

  Traversal(FunctionalGraph graph) {
    this.graph = graph;
  }

  /** Follows everything that a tensor depends on. */
  void visit(KerasTensor tensor) {
    Deque<Step> path = new ArrayDeque<>();
    enter(tensor, path);
    while (!path.isEmpty()) {
      Step step = path.peek();
      if (step.rest.hasNext()) {
        enter(step.rest.next(), path);
      } else {
        finished.add(step.node);
        path.pop();
      }
    }
  }

  private void enter(KerasTensor tensor, Deque<Step> path) {
    Node node = Node.of(tensor);
    if (!seen.add(node)) {
      return;
    }
    if (node.inputs().isEmpty() && !graph.isInput(node)) {
      throw new IllegalArgumentException(
          "The outputs depend on input '"
              + node.layer().name()
              + "' of shape "
              + tensor.shape()
              + ", which is not among the inputs of the model. Pass it to the model too; that of a"
              + " model is in its inputs()");
    }
    layers.add(node.layer());
    path.push(new Step(node, graph.inputsOf(node).iterator()));
  }

  /** Returns the calls, each after those it depends on. */
  Set<Node> finished() {
    return finished;
  }

  /** Returns the layers in the order in which they were first met. */
  Set<Layer> layers() {
    return layers;
  }
}
