package org.keras4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Names;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;

/**
 * Makes a functional model from its config: all layers first, then their calls, each as soon as its
 * inputs are there, in the order in which Keras makes them.
 */
final class FunctionalReader {

  private static final LayerAccess LAYERS = LayerAccess.get();
  private static final String OPERATIONS = "keras.src.ops.";
  private static final Set<String> KEYS =
      Set.of("name", "trainable", "layers", "input_layers", "output_layers");

  private final String model;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<String, String> operations = new HashMap<>();
  private final Map<String, Deque<InboundCall>> waiting = new LinkedHashMap<>();

  /** The calls in this model, which are what a file counts; inner models may call a layer, too. */
  private final Map<String, List<Node>> made = new HashMap<>();

  private FunctionalReader(String model) {
    this.model = model;
  }

  static Model read(Map<String, ?> config) {
    String name = LayerFormat.name(config);
    FunctionalReader reader = new FunctionalReader("Model '" + name + "'");
    for (String key : config.keySet()) {
      if (!KEYS.contains(key) && config.get(key) != null) {
        throw Names.unknown("key in the config of model '" + name + "'", key, KEYS);
      }
    }
    Model made = reader.model(config);
    if (name != null) {
      made.name(name);
    }
    if (Boolean.FALSE.equals(config.get("trainable"))) {
      made.trainable(false);
    }
    return made;
  }

  private Model model(Map<String, ?> config) {
    LayerFormat.list(model, config, "layers").forEach(this::layer);
    makeCalls();
    List<KerasTensor> inputs = new ArrayList<>();
    List<KerasTensor> outputs = new ArrayList<>();
    TensorForm inputForm = ends("input_layers", config.get("input_layers"), inputs);
    TensorForm outputForm = ends("output_layers", config.get("output_layers"), outputs);
    try {
      return new Model(inputs, outputs, inputForm, outputForm);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(model + ": " + e.getMessage(), e);
    }
  }

  private void layer(Object written) {
    if (!(written instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
      throw new IllegalArgumentException(
          model + ": each of 'layers' must be an object with 'name' and 'inbound_nodes'");
    }
    if (layers.containsKey(name) || operations.containsKey(name)) {
      throw new IllegalArgumentException(
          model + ": two layers have the name '" + name + "'; give one of them another");
    }
    if (map.get("module") instanceof String module && module.startsWith(OPERATIONS)) {
      operations.put(name, module + "." + map.get("class_name"));
      return;
    }
    Layer layer = LayerFormat.read(model, written);
    layers.put(name, layer);
    if (layer instanceof InputLayer) { // called already, as soon as it is made
      made.put(name, new ArrayList<>(LAYERS.calls(layer)));
    }
    if (!(map.get("inbound_nodes") instanceof List<?> calls)) {
      throw new IllegalArgumentException(where(name) + "'inbound_nodes' must be a list");
    }
    Deque<InboundCall> all = new ArrayDeque<>();
    calls.forEach(call -> all.add(InboundCall.read(where(name), call == null ? "null" : call)));
    all.forEach(call -> call.inputs().forEach(t -> checkIsLayer(where(name), t)));
    waiting.put(name, all);
  }

  private String where(String layer) {
    Layer made = layers.get(layer);
    return model + ", layer '" + layer + (made == null ? "': " : "' (" + made.className() + "): ");
  }

  /** Operations are left out, as only masks come from them if the model can be read. */
  private void checkIsLayer(String where, TensorReference t) {
    String operation = operations.get(t.layer());
    if (operation != null) {
      throw new IllegalArgumentException(
          where
              + "takes the result of '"
              + t.layer()
              + "' ("
              + operation
              + "), an operation on symbolic tensors, which does not exist here; in Python put a"
              + " layer in its place, such as Rescaling, Add or Multiply, or a registered one");
    }
  }

  private void makeCalls() {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Map.Entry<String, Deque<InboundCall>> e : waiting.entrySet()) {
        Deque<InboundCall> calls = e.getValue();
        while (!calls.isEmpty() && isReady(e.getKey(), calls.peek())) {
          call(e.getKey(), calls.remove());
          progress = true;
        }
      }
      waiting.values().removeIf(Deque::isEmpty);
    }
    if (!waiting.isEmpty()) {
      List<String> open = new ArrayList<>();
      waiting.forEach(
          (name, calls) ->
              open.add(
                  Objects.requireNonNull(layers.get(name)) + " for " + calls.element().inputs()));
      throw new IllegalArgumentException(
          model
              + ": the graph has a loop or calls that nothing leads to; these layers wait for"
              + " tensors that never come: "
              + String.join(", ", open)
              + ". Make the model again in Python");
    }
  }

  private boolean isReady(String layer, InboundCall call) {
    for (TensorReference t : call.inputs()) {
      checkIsLayer(where(layer), t);
      if (!layers.containsKey(t.layer())) {
        throw Names.unknown(
            "layer, from which comes an input of layer '" + layer + "' of " + model,
            t.layer(),
            layers.keySet());
      }
      if (t.call() >= calls(t.layer()).size()) {
        return false;
      }
    }
    return true;
  }

  private void call(String name, InboundCall call) {
    Layer layer = layers.get(name);
    List<KerasTensor> inputs = new ArrayList<>();
    call.inputs().forEach(t -> inputs.add(tensor(t, t.call())));
    if (inputs.isEmpty() || layer == null) {
      throw new IllegalArgumentException(where(name) + "is called on nothing");
    }
    try {
      List<KerasTensor> given = inOrder(layer, call, inputs);
      Boolean training = call.training();
      if (training == null || training.equals(CallArguments.defaultMode(layer))) {
        layer.apply(given);
      } else {
        layer.apply(given, training);
      }
      List<Node> all = LAYERS.calls(layer);
      Node last = all.get(all.size() - 1);
      made.computeIfAbsent(name, n -> new ArrayList<>()).add(last);
      if (call.separate()) {
        // As layers of Python's may take each as an argument of its own; here it is one list.
        last.takesSeparateInputs();
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(where(name) + e.getMessage(), e);
    }
  }

  private List<Node> calls(String layer) {
    return made.getOrDefault(layer, List.of());
  }

  /** Inputs by name are given in the order of the layer's names. */
  private static List<KerasTensor> inOrder(
      Layer layer, InboundCall call, List<KerasTensor> inputs) {
    if (call.names().isEmpty()) {
      return inputs;
    }
    Map<String, KerasTensor> byName = new LinkedHashMap<>();
    call.names().forEach(n -> byName.put(n, inputs.get(byName.size())));
    return LAYERS.inOrder(layer, byName);
  }

  private KerasTensor tensor(TensorReference t, int call) {
    checkIsLayer(model + ": ", t);
    if (!layers.containsKey(t.layer())) {
      throw Names.unknown("layer of " + model, t.layer(), layers.keySet());
    }
    List<Node> calls = calls(t.layer());
    if (call < 0 || call >= calls.size() || t.place() >= calls.get(call).outputs().size()) {
      throw new IllegalArgumentException(
          where(t.layer()) + "has no call " + call + " with a result " + t.place());
    }
    return calls.get(call).outputs().get(t.place());
  }

  /** Reads the inputs or the outputs of the model. */
  private TensorForm ends(String key, @Nullable Object written, List<KerasTensor> into) {
    if (TensorReference.ofHistory(written) != null) {
      into.add(end(key, written));
      return TensorForm.SINGLE;
    }
    if (written instanceof List<?> list && !list.isEmpty()) {
      list.forEach(t -> into.add(end(key, t)));
      return TensorForm.LIST;
    }
    if (written instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<String, KerasTensor> byName = new TreeMap<>();
      map.forEach((name, t) -> byName.put(String.valueOf(name), end(key, t)));
      if (key.equals("input_layers")) {
        Model.checkNames(byName);
      }
      into.addAll(byName.values());
      return TensorForm.named(byName.keySet());
    }
    throw wrongEnd(key, written);
  }

  private KerasTensor end(String key, @Nullable Object written) {
    TensorReference t = TensorReference.ofHistory(written);
    if (t == null) {
      throw wrongEnd(key, written);
    }
    Layer layer = layers.get(t.layer());
    boolean countsOwn = layer != null && FunctionalWriter.isFunctional(layer);
    return tensor(t, countsOwn ? t.call() - 1 : t.call());
  }

  private IllegalArgumentException wrongEnd(String key, @Nullable Object written) {
    return new IllegalArgumentException(
        model
            + ": '"
            + key
            + "' must be [layer, call, place], a list or an object of those, not deeper ones;"
            + " received "
            + written);
  }
}
