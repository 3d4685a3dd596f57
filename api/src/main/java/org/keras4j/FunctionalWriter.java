package org.keras4j;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.DtypePolicy;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;

/** The graph of a functional model as Keras writes it: layers, and for each how it is called. */
final class FunctionalWriter {

  private static final LayerAccess LAYERS = LayerAccess.get();

  private final FunctionalGraph graph;
  private final Set<Node> nodes;

  FunctionalWriter(FunctionalGraph graph) {
    this.graph = graph;
    this.nodes = new HashSet<>(graph.nodes());
  }

  /** Returns the layers, each with its calls in this model. */
  List<Object> layers() {
    List<Object> all = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      Map<String, @Nullable Object> written = LayerFormat.written(layer);
      written.put("name", layer.name());
      if (calls(layer).stream().anyMatch(Node::hasSeparateInputs)) {
        written.computeIfPresent("build_config", (key, shapes) -> ofFirst(shapes));
      }
      written.put(
          "inbound_nodes", calls(layer).stream().filter(this::hasInputs).map(this::call).toList());
      all.add(written);
    }
    return all;
  }

  /** Keras builds a layer whose inputs are arguments of their own for the shape of the first. */
  private static Object ofFirst(Object buildConfig) {
    return buildConfig instanceof Map<?, ?> map
            && map.get("input_shape") instanceof List<?> shapes
            && shapes.get(0) instanceof List<?> first
        ? Map.of("input_shape", first)
        : buildConfig;
  }

  /** Returns the places of the model's inputs or outputs. */
  Object ends(TensorForm form, List<KerasTensor> tensors) {
    return Objects.requireNonNull(
        form.of(
            tensors,
            t -> {
              KerasTensor source = graph.source(t);
              // In Keras such a model has a call of its own that comes first, which counts here.
              int before = isFunctional(Node.of(source).layer()) ? 1 : 0;
              return history(source, before);
            }));
  }

  /** Returns the calls that belong to this model. */
  private List<Node> calls(Layer layer) {
    return LAYERS.calls(layer).stream().filter(nodes::contains).toList();
  }

  private boolean hasInputs(Node call) {
    return !call.inputs().isEmpty();
  }

  private Map<String, Object> call(Node call) {
    List<KerasTensor> inputs = graph.inputsOf(call);
    TensorForm form =
        call.layer() instanceof Model model && !(model instanceof Sequential)
            ? model.inputForm(inputs.size())
            : LayerFormat.takesList(call.layer(), inputs.size())
                ? TensorForm.LIST
                : TensorForm.SINGLE;
    Map<String, Object> written = new LinkedHashMap<>();
    List<@Nullable Object> args = new ArrayList<>();
    if (call.hasSeparateInputs()) {
      inputs.forEach(t -> args.add(tensor(t)));
    } else {
      args.add(form.of(inputs, this::tensor));
    }
    written.put("args", args);
    boolean converted =
        form != TensorForm.SINGLE || !dtype(inputs.get(0)).equals(inputDtype(call.layer()));
    written.put(
        "kwargs",
        CallArguments.of(call.layer(), call.training(), converted, form.of(inputs, t -> null)));
    return written;
  }

  /** Returns the type that Keras gives a layer's inputs, as far as it does. */
  private static String inputDtype(Layer layer) {
    if (layer instanceof Sequential model) {
      return model.inputs().get(0).dtype().toString();
    }
    return layer.dtypePolicy() == DtypePolicy.MIXED_BFLOAT16
        ? "bfloat16"
        : DType.FLOAT32.toString();
  }

  private Map<String, Object> tensor(KerasTensor t) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("shape", ShapeFormat.written(t.shape()));
    config.put("dtype", dtype(t));
    config.put("keras_history", history(t, 0));
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("class_name", TensorReference.CLASS);
    written.put("config", config);
    return written;
  }

  private List<Object> history(KerasTensor t, int before) {
    Node call = Node.of(t);
    return List.of(call.layer().name(), calls(call.layer()).indexOf(call) + before, Node.index(t));
  }

  /** What Keras computes in bfloat16 is of that type there; here it is float32. */
  private static String dtype(KerasTensor t) {
    Layer layer = Node.of(t).layer();
    if (layer instanceof Model model) {
      return dtype(model.outputs().get(Node.index(t)));
    }
    boolean half =
        layer.dtypePolicy() == DtypePolicy.MIXED_BFLOAT16
            && t.dtype() == DType.FLOAT32
            && !(layer instanceof InputLayer);
    return half ? "bfloat16" : t.dtype().toString();
  }

  static boolean isFunctional(Layer layer) {
    return layer instanceof Model && !(layer instanceof Sequential);
  }
}
