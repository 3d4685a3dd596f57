package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.DtypePolicy;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.internal.graph.Bfloat16;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.keras4j.internal.graph.LayerCall;
import org.keras4j.internal.graph.ShapeInference;
import org.keras4j.internal.layers.Nesting;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;

/**
 * The calls of one layer: on symbolic tensors, in graphs, on data. Around what the layer computes
 * they build it once, check inputs and outputs, pass masks and name what goes wrong.
 */
final class LayerCalls {

  private final Layer layer;
  private final List<Node> nodes = new ArrayList<>();
  private boolean maskLost;

  LayerCalls(Layer layer) {
    this.layer = layer;
  }

  /** Returns the calls on symbolic tensors, in the order they were made. */
  List<Node> all() {
    return nodes;
  }

  /** Forgets a call, because it was undone. */
  void forget(Node node) {
    nodes.remove(node);
  }

  /** Checks the shapes, and makes the weights at the first call. */
  void buildOnce(List<Shape> inputs) {
    checkInputs(inputs, 0, inputs.size());
    if (!layer.isBuilt()) {
      Attempt.at(
          () -> {
            layer.build(inputs);
            return layer;
          });
      layer.built(true);
      layer.state().buildShapes(inputs);
      Attempt.onFailure(
          () -> {
            layer.built(false);
            layer.state().buildShapes(null);
          });
    }
  }

  /**
   * Calls the layer on symbolic tensors.
   *
   * @param training the mode that was given, or null
   */
  List<KerasTensor> symbolic(List<KerasTensor> inputs, @Nullable Boolean training) {
    Nesting.check(layer);
    List<Shape> shapes = inputs.stream().map(KerasTensor::shape).toList();
    buildOnce(shapes);
    var out =
        ShapeInference.outputs(
            shapes, inputs.stream().map(KerasTensor::dtype).toList(), this::inGraph);
    Node node = new Node(layer, inputs, training, n -> results(n, out.shapes(), out.dtypes()));
    nodes.add(node);
    Attempt.onFailure(() -> forget(node));
    return node.outputs();
  }

  private static List<KerasTensor> results(Node node, List<Shape> shapes, List<DType> dtypes) {
    List<KerasTensor> results = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      results.add(new KerasTensor(shapes.get(i), dtypes.get(i), node, i));
    }
    return results;
  }

  /** Calls the layer inside the {@code call} of the one that the context names. */
  List<Operand<?>> inner(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (LayerCall.caller(context) instanceof Layer outer) {
      outer.state().sublayers().use(outer, layer);
      layer.state().placeIn(outer);
      if (!outer.trainable() && !layer.isBuilt()) {
        layer.trainable(false);
      }
    }
    List<Shape> shapes = new ArrayList<>();
    for (Shape shape : shapesOf(inputs)) {
      if (shape == null) {
        throw new IllegalArgumentException(
            layer.describe()
                + " is called on a tensor of unknown rank; say it with tf.ensureShape");
      }
      shapes.add(shape);
    }
    buildOnce(shapes);
    return inGraph(tf, inputs, context);
  }

  /**
   * Calls the layer on data.
   *
   * @param training the mode of all layers, or null for that which each has by default
   */
  List<NDArray> onArrays(List<NDArray> inputs, @Nullable Boolean training) {
    buildOnce(inputs.stream().map(NDArray::shape).toList());
    return training == null
        ? ImmediateCall.run(this::inGraph, inputs)
        : ImmediateCall.run(this::inGraph, inputs, training);
  }

  private List<Operand<?>> inGraph(Ops tf, List<Operand<?>> inputs, CallContext context) {
    return inGraph(tf, inputs, context, null);
  }

  /**
   * The call with everything around it: name scope, checks, masks, activity regularization.
   *
   * @param atNode the mode that was given when the layer was called on symbolic tensors, or null
   */
  List<Operand<?>> inGraph(
      Ops tf, List<Operand<?>> inputs, CallContext context, @Nullable Boolean atNode) {
    LayerCall call = LayerCall.of(context, layer, atNode, layer.trainingByDefault());
    List<@Nullable Operand<TBool>> masks = MaskFlow.of(inputs, context);
    boolean bfloat16 = layer.dtypePolicy() == DtypePolicy.MIXED_BFLOAT16;
    Ops scoped = Bfloat16.of(tf, bfloat16).withSubScope(Names.scope(layer.name()));
    List<@Nullable Shape> shapes = shapesOf(inputs);
    checkInputs(shapes, 0, 1);
    List<Operand<?>> outputs;
    try {
      outputs = returned(layer.call(scoped, inputs, call));
      outputs.forEach(this::returned);
      MaskFlow.pass(layer, scoped, inputs, masks, outputs, call);
      layer.state().sublayers().traced();
      // After the call, as a layer with one input says so there if it gets several.
      checkInputs(shapes, 1, shapes.size());
    } catch (RuntimeException e) {
      if (!isTensorFlows(e)) {
        throw e;
      }
      checkInputs(shapes, 1, shapes.size());
      throw new IllegalArgumentException(
          layer.describe() + " cannot take inputs of shapes " + shapes + ": " + e.getMessage(), e);
    }
    checkMemory(shapesOf(outputs));
    Regularizer regularizer = layer.activityRegularizer();
    if (regularizer != null) {
      outputs.forEach(y -> context.addLoss(Casts.perSample(scoped, regularizer, y)));
    }
    return outputs;
  }

  private <T> T returned(@Nullable T tensor) {
    return Returned.value(tensor, layer.describe(), "call", "a tensor");
  }

  /** Returns whether a mask has ended here for the first time. */
  boolean isFirstMaskLost() {
    boolean first = !maskLost;
    maskLost = true;
    return first;
  }

  /** Not all of them have a common superclass below RuntimeException. */
  private static boolean isTensorFlows(RuntimeException e) {
    return e.getClass().getPackageName().equals("org.tensorflow.exceptions");
  }

  private void checkInputs(List<? extends @Nullable Shape> shapes, int from, int to) {
    for (int i = from; i < Math.min(to, shapes.size()); i++) {
      Shape shape = shapes.get(i);
      if (shape != null) {
        layer.inputSpec(i).check(layer, shape);
      }
    }
  }

  /** Refuses outputs that fit into no memory before TensorFlow asks for it. */
  private void checkMemory(List<@Nullable Shape> shapes) {
    for (Shape shape : shapes) {
      if (shape != null) {
        boolean sample = shape.rank() > 0 && shape.get(0) == Shape.UNKNOWN;
        MemoryLimit.check(
            layer.describe() + ": the output" + (sample ? " for one sample" : ""),
            shape,
            sample ? "Make it smaller" : "Make it or the batch smaller");
      }
    }
  }

  /** Returns the shapes, null where not even the rank is known. */
  private static List<@Nullable Shape> shapesOf(List<Operand<?>> operands) {
    List<@Nullable Shape> shapes = new ArrayList<>();
    for (Operand<?> o : operands) {
      boolean known = o.shape().numDimensions() >= 0;
      shapes.add(known ? Shape.of(o.shape().asArray()) : null);
    }
    return shapes;
  }
}
