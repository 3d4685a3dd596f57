package org.keras4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.core.CallContext;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/** The layer calls between the inputs and the outputs of a model, in an order that can be run. */
final class FunctionalGraph {

  private record Slot(Node node, int index) {
    static Slot of(KerasTensor t) {
      return new Slot(Node.of(t), Node.index(t));
    }
  }

  private static final LayerAccess LAYERS = LayerAccess.get();

  private final List<KerasTensor> inputs;
  private final List<KerasTensor> outputs;
  private final Set<Node> inputNodes = new HashSet<>();
  private final Map<Slot, KerasTensor> standIns = new HashMap<>();
  private final List<Node> nodes;
  private final Map<Node, Integer> depths = new LinkedHashMap<>();
  private final List<Layer> layers;

  /**
   * Finds everything the outputs depend on.
   *
   * @param given made by {@link Input}, or results of layers, which then stay outside: an input of
   *     the same shape stands in for each of them
   * @throws IllegalArgumentException if an output does not come from the inputs, or two layers have
   *     the same name
   */
  FunctionalGraph(List<KerasTensor> given, List<KerasTensor> outputs) {
    List<KerasTensor> all = new ArrayList<>();
    for (KerasTensor t : given) {
      if (!(Node.of(t).layer() instanceof InputLayer)) {
        standIns.put(Slot.of(t), Input.standingInFor(t));
      }
      all.add(source(t));
    }
    this.inputs = List.copyOf(all);
    this.outputs = List.copyOf(outputs);
    all.forEach(t -> inputNodes.add(Node.of(t)));
    Traversal traversal = new Traversal(this);
    outputs.forEach(o -> traversal.visit(source(o)));
    List<Node> unused =
        inputs.stream()
            .map(Node::of)
            .distinct()
            .filter(n -> !traversal.finished().contains(n))
            .toList();
    layers = layersByDepth(traversal, unused);
    // Keras's order: a layer that is called several times draws and updates its state in it.
    nodes =
        depths.keySet().stream()
            .sorted(Comparator.<Node, Integer>comparing(depths::get).reversed())
            .toList();
    checkNames();
    checkGradientsFlow();
  }

  /** Returns the tensor itself, or the input that stands in for it. */
  KerasTensor source(KerasTensor t) {
    return standIns.getOrDefault(Slot.of(t), t);
  }

  /** Returns what a call gets, with stand-ins where they are. */
  List<KerasTensor> inputsOf(Node node) {
    return standIns.isEmpty() ? node.inputs() : node.inputs().stream().map(this::source).toList();
  }

  /**
   * Finds the distance of each call from the outputs. All calls of a layer are as far as the
   * farthest that was found before them, as in Keras: the order of weights follows from this.
   * Inputs that no output depends on come before the other layers nearest to the outputs.
   */
  private List<Layer> layersByDepth(Traversal traversal, List<Node> unused) {
    Map<Layer, Integer> deepest = new HashMap<>();
    List<Node> order = new ArrayList<>(traversal.finished());
    for (int i = order.size() - 1; i >= 0; i--) {
      Node node = order.get(i);
      int depth = Math.max(depths.getOrDefault(node, 0), deepest.getOrDefault(node.layer(), 0));
      depths.put(node, depth);
      deepest.put(node.layer(), depth);
      for (KerasTensor in : inputsOf(node)) {
        depths.merge(Node.of(in), depth + 1, Math::max);
      }
    }
    List<Layer> found = new ArrayList<>();
    for (Node node : unused) {
      depths.put(node, 0);
      deepest.put(node.layer(), 0);
      found.add(node.layer());
    }
    found.addAll(traversal.layers());
    found.sort(Comparator.<Layer, Integer>comparing(deepest::get).reversed());
    return List.copyOf(found);
  }

  /** Returns whether each layer is called once and feeds only the next, for display. */
  boolean isChain() {
    Set<Integer> levels = new HashSet<>();
    Set<Layer> used = new HashSet<>();
    return nodes.stream()
        .allMatch(n -> levels.add(depths.get(n)) && used.add(n.layer()) && n.inputs().size() <= 1);
  }

  boolean isInput(Node node) {
    return inputNodes.contains(node);
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

  /** A layer without gradient must not come behind weights that are to be trained. */
  private void checkGradientsFlow() {
    Map<Node, Layer> trainableBefore = new HashMap<>();
    for (Node node : nodes) {
      Layer before = null;
      if (!isInput(node)) {
        for (KerasTensor in : inputsOf(node)) {
          Layer t = trainableBefore.get(Node.of(in));
          before = before == null ? t : before;
        }
      }
      if (before != null && !LAYERS.differentiable(node.layer())) {
        throw new IllegalArgumentException(
            LAYERS.describe(node.layer())
                + " cannot come after "
                + LAYERS.describe(before)
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

  /** Returns the largest shape of one call's result, with those inside inner models. */
  KerasTensor largest() {
    KerasTensor largest = inputs.get(0);
    for (Node node : nodes) {
      List<KerasTensor> results = new ArrayList<>(node.outputs());
      if (node.layer() instanceof Model inner) {
        results.add(inner.graph().largest());
      }
      for (KerasTensor t : results) {
        if (MemoryLimit.bytes(t.shape()) > MemoryLimit.bytes(largest.shape())) {
          largest = t;
        }
      }
    }
    return largest;
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
      inputsOf(node).forEach(t -> in.add(values.get(Slot.of(t))));
      List<Operand<?>> out = LAYERS.call(node.layer(), tf, in, context, node.training());
      for (int i = 0; i < out.size(); i++) {
        values.put(new Slot(node, i), out.get(i));
      }
    }
    List<Operand<?>> results = new ArrayList<>();
    outputs.forEach(o -> results.add(values.get(Slot.of(source(o)))));
    return results;
  }
}
