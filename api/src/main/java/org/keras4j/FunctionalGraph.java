package org.keras4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** The layer calls between the inputs and the outputs of a model, in an order that can be run. */
final class FunctionalGraph {

  private record Slot(Node node, int index) {
    static Slot of(KerasTensor t) {
      return new Slot(t.node(), t.index());
    }
  }

  private final List<KerasTensor> inputs;
  private final List<KerasTensor> outputs;
  private final List<Node> nodes;
  private final List<Layer> layers;

  /**
   * Finds everything the outputs depend on.
   *
   * @throws IllegalArgumentException if an output does not come from the inputs, or two layers have
   *     the same name
   */
  FunctionalGraph(List<KerasTensor> inputs, List<KerasTensor> outputs) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    Set<Node> found = new LinkedHashSet<>();
    outputs.forEach(o -> collect(o, found));
    nodes = found.stream().sorted(Comparator.comparingLong(Node::order)).toList();
    layers = layersByDepth();
    checkNames();
    checkInputsUsed();
    checkGradientsFlow();
  }

  private void collect(KerasTensor tensor, Set<Node> found) {
    Node node = tensor.node();
    if (inputs.stream().anyMatch(i -> Slot.of(i).equals(Slot.of(tensor)))) {
      found.add(node);
      return;
    }
    if (node.inputs().isEmpty()) {
      throw new IllegalArgumentException(
          "The outputs depend on input '"
              + node.layer().name()
              + "' of shape "
              + tensor.shape()
              + ", which is not among the inputs of the model; pass it to the model too");
    }
    if (found.add(node)) {
      node.inputs().forEach(i -> collect(i, found));
    }
  }

  private List<Layer> layersByDepth() {
    Map<Node, Integer> depth = new HashMap<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      int d = depth.merge(node, 0, Math::max);
      for (KerasTensor in : isInput(node) ? List.<KerasTensor>of() : node.inputs()) {
        depth.merge(in.node(), d + 1, Math::max);
      }
    }
    Map<Layer, Integer> deepest = new LinkedHashMap<>();
    nodes.forEach(n -> deepest.merge(n.layer(), depth.getOrDefault(n, 0), Math::max));
    return deepest.entrySet().stream()
        .sorted(Map.Entry.<Layer, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isInput(Node node) {
    return inputs.stream().anyMatch(i -> i.node() == node);
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (Layer l : layers) {
      if (!names.add(l.name())) {
        throw new IllegalArgumentException(
            "Two layers of the model have the name '"
                + l.name()
                + "'; give one of them another with .name(…)");
      }
    }
  }

  private void checkInputsUsed() {
    for (KerasTensor in : inputs) {
      if (nodes.stream().noneMatch(n -> n == in.node())) {
        throw new IllegalArgumentException(
            "Input '" + in.node().layer().name() + "' is not connected to any output");
      }
    }
  }

  /** A layer without gradient must not come behind weights that are to be trained. */
  private void checkGradientsFlow() {
    Map<Node, Layer> trainableBefore = new HashMap<>();
    for (Node node : nodes) {
      Layer before = null;
      if (!isInput(node)) {
        for (KerasTensor in : node.inputs()) {
          Layer t = trainableBefore.get(in.node());
          before = before == null ? t : before;
        }
      }
      if (before != null && !node.layer().differentiable()) {
        throw new IllegalArgumentException(
            node.layer().describe()
                + " cannot come after "
                + before.describe()
                + ", which has trainable weights: no gradient flows back through it. Put it in"
                + " front, directly behind the input");
      }
      if (before == null && !node.layer().trainableWeights().isEmpty()) {
        before = node.layer();
      }
      if (before != null) {
        trainableBefore.put(node, before);
      }
    }
  }

  List<KerasTensor> inputs() {
    return inputs;
  }

  List<KerasTensor> outputs() {
    return outputs;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Returns the layers, those farthest from the outputs first; inputs are among them. */
  List<Layer> layers() {
    return layers;
  }

  /** Runs all calls on real operands. */
  List<Operand<?>> call(Ops tf, List<Operand<?>> arguments, CallContext context) {
    if (arguments.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "The model has " + inputs.size() + " inputs; received " + arguments.size());
    }
    Map<Slot, Operand<?>> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(Slot.of(inputs.get(i)), arguments.get(i));
    }
    for (Node node : nodes) {
      if (isInput(node)) {
        continue;
      }
      List<Operand<?>> in = new ArrayList<>();
      node.inputs().forEach(t -> in.add(values.get(Slot.of(t))));
      List<Operand<?>> out = node.layer().callChecked(tf, in, context);
      for (int i = 0; i < out.size(); i++) {
        values.put(new Slot(node, i), out.get(i));
      }
    }
    List<Operand<?>> results = new ArrayList<>();
    outputs.forEach(o -> results.add(values.get(Slot.of(o))));
    return results;
  }
}
