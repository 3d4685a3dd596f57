package org.keras4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Names;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Nesting;
import org.keras4j.internal.layers.Node;
import org.keras4j.internal.layers.ShapeFormat;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.Shape;

/**
 * A model in which each layer feeds the next: Keras's {@code Sequential}.
 *
 * <p>Begun with an {@link Input}, it is built as layers are added, so mistakes show at once.
 * Without one it is built by {@link #build(Shape)} or by the first data.
 */
public final class Sequential extends Model {

  private static final LayerAccess LAYERS = LayerAccess.get();

  private final List<Layer> layers = new ArrayList<>();
  private final List<Node> calls = new ArrayList<>();
  private @Nullable KerasTensor input;
  private @Nullable KerasTensor last;

  /** Makes an empty model. */
  public Sequential() {}

  /** Makes a model of these layers, without an input. */
  public static Sequential of(Layer... layers) {
    return Attempt.at(
        () -> {
          Sequential s = new Sequential();
          for (Layer l : layers) {
            s.append(l);
          }
          return s;
        });
  }

  /** Makes a model of an input and layers. */
  public static Sequential of(KerasTensor input, Layer... layers) {
    return Attempt.at(
        () -> {
          Sequential s = new Sequential();
          s.begin(input);
          for (Layer l : layers) {
            s.append(l);
          }
          s.countRebuild();
          return s;
        });
  }

  @Override
  public Sequential name(String newName) {
    super.name(newName);
    return this;
  }

  @Override
  public String className() {
    return "Sequential";
  }

  @Override
  protected void baseConfig(Config c) {
    super.baseConfig(c);
    dtypeConfig(c);
  }

  /** Writes the layers, with the input if there is one, and the shape it is built for. */
  @Override
  protected void config(Config c) {
    FunctionalGraph g = graphOrNull();
    KerasTensor begin = g == null ? input : g.inputs().get(0);
    c.object(SequentialConfig.LAYERS, layers, l -> SequentialConfig.layers(l, begin));
    if (g != null || c.isReading()) {
      c.object(
          SequentialConfig.BUILD_INPUT_SHAPE,
          begin == null ? null : begin.shape(),
          ShapeFormat::written,
          s -> ShapeFormat.read(SequentialConfig.BUILD_INPUT_SHAPE, s),
          s -> {});
    }
  }

  /**
   * Makes a sequential model from what {@link #getConfig()} returned, here or in Python, with fresh
   * weights: Keras's {@code Sequential.from_config}. See {@link Model#fromConfig(Map)}.
   *
   * @throws IllegalArgumentException if a layer is unknown or cannot be made, naming the layer
   */
  public static Sequential fromConfig(Map<String, ?> config) {
    return Attempt.at(() -> SequentialConfig.read(config));
  }

  /** Returns the shape that the model is built for, or null if it is not built. */
  @Override
  public @Nullable Map<String, @Nullable Object> getBuildConfig() {
    FunctionalGraph g = graphOrNull();
    return g == null ? null : Map.of("input_shape", ShapeFormat.written(g.inputs().get(0).shape()));
  }

  /**
   * Begins the model with an input.
   *
   * @throws IllegalStateException if it has one already
   */
  public Sequential add(KerasTensor newInput) {
    return changed(() -> begin(newInput));
  }

  /** Changes the list of layers, unless the model is running. */
  private Sequential changed(Runnable change) {
    inTurn(
        () -> {
          requireNotRunning("changed");
          change.run();
          return this;
        });
    return this;
  }

  private void begin(KerasTensor newInput) {
    if (input != null) {
      throw new IllegalStateException(
          describe()
              + " has an input of shape "
              + input.shape()
              + " already; it cannot take another of shape "
              + newInput.shape());
    }
    if (!layers.isEmpty()) {
      throw new IllegalStateException(
          describe() + " has layers already; the input must be added first");
    }
    input = newInput;
    last = newInput;
  }

  /**
   * Adds a layer at the end.
   *
   * @throws IllegalArgumentException if its name is taken, it cannot take the shape that the model
   *     has so far, or no gradient would flow through it to trainable weights before it
   */
  public Sequential add(Layer layer) {
    return changed(
        () -> {
          append(layer);
          countRebuild();
        });
  }

  /**
   * Uses up a name as Keras does, whose Sequential makes a functional model each time: so the
   * automatic names of those made later are the same.
   */
  private void countRebuild() {
    if (graphOrNull() != null) {
      Names.unique("functional");
    }
  }

  private void append(Layer layer) {
    for (Layer l : layers) {
      if (l.name().equals(layer.name())) {
        throw new IllegalArgumentException(
            describe()
                + " has a layer named '"
                + layer.name()
                + "' already; give the new one another name with .name(…)");
      }
    }
    Nesting.check(this, layer);
    Attempt.at(
        () -> {
          layers.add(layer);
          Attempt.onFailure(() -> layers.remove(layers.size() - 1));
          extend(layer);
          return this;
        });
  }

  private void extend(Layer layer) {
    KerasTensor from = last;
    if (from == null) {
      return;
    }
    LAYERS.placeIn(this, layer);
    FunctionalGraph shorter = graphOrNull();
    KerasTensor to = layer.apply(from);
    graph(new FunctionalGraph(List.of(Objects.requireNonNull(input)), List.of(to)));
    calls.add(Node.of(to));
    last = to;
    Attempt.onFailure(
        () -> {
          graph(shorter);
          calls.remove(calls.size() - 1);
          last = from;
        });
    LAYERS.buildOnce(this, List.of(Objects.requireNonNull(input).shape()));
  }

  /**
   * Removes the last layer and returns it.
   *
   * @throws IllegalStateException if there is none
   */
  public Layer pop() {
    return inTurn(
        () -> {
          requireNotRunning("changed");
          return removeLast();
        });
  }

  private Layer removeLast() {
    if (layers.isEmpty()) {
      throw new IllegalStateException(describe() + " has no layers to remove");
    }
    Layer removed = layers.remove(layers.size() - 1);
    if (!calls.isEmpty()) {
      Node call = calls.remove(calls.size() - 1);
      LAYERS.forget(removed, call);
      last = call.inputs().get(0);
      graph(
          layers.isEmpty()
              ? null
              : new FunctionalGraph(List.of(Objects.requireNonNull(input)), List.of(last)));
      countRebuild();
    }
    return removed;
  }

  /**
   * Builds the model for inputs of this shape.
   *
   * @param inputShape with the batch dimension
   * @throws IllegalStateException if the model has no layers
   * @throws IllegalArgumentException if it is built for another shape already
   */
  @Override
  public void build(Shape inputShape) {
    if (layers.isEmpty()) {
      throw new IllegalStateException(
          describe() + " has no layers, so it cannot be built; call add(layer)");
    }
    if (input != null) {
      if (!input.shape().isCompatibleWith(inputShape)) {
        throw new IllegalArgumentException(
            describe()
                + " is built for inputs of shape "
                + input.shape()
                + "; it cannot be built for "
                + inputShape);
      }
      return;
    }
    Attempt.at(
        () -> {
          Attempt.onFailure(
              () -> {
                input = null;
                last = null;
              });
          input = Input.of(inputShape.dropBatch().asArray());
          last = input;
          layers.forEach(this::extend);
          countRebuild();
          return this;
        });
  }

  @Override
  void buildFor(List<Shape> inputs) {
    if (graphOrNull() == null && inputs.size() == 1) {
      build(inputs.get(0));
    }
  }

  @Override
  protected void build(List<Shape> inputs) {
    if (graphOrNull() == null) {
      build(inputs.get(0));
    }
  }

  /** Only the rank, as in Keras: its layers know which sizes they can take. */
  @Override
  protected InputSpec inputSpec(int i) {
    KerasTensor begin = input;
    return begin == null ? InputSpec.ANY : InputSpec.ofRank(begin.shape().rank());
  }

  @Override
  FunctionalGraph graph() {
    FunctionalGraph g = graphOrNull();
    if (g == null) {
      throw new IllegalStateException(
          describe()
              + " is not built yet: its input shape is unknown. Begin it with Input.of(…) or call"
              + " build(shape)");
    }
    return g;
  }

  /**
   * Returns the first symbolic input; of a model that was called on symbolic tensors, what the
   * first call got, as in Keras. {@code inputs().get(0)} is always the model's own.
   */
  @Override
  public KerasTensor input() {
    List<Node> outer = LAYERS.calls(this);
    return outer.isEmpty() ? super.input() : outer.get(0).inputs().get(0);
  }

  /**
   * Returns the symbolic output, from which another model can go on; of a model that was called on
   * symbolic tensors, what the first call gave, as in Keras. {@code outputs().get(0)} is always the
   * model's own.
   */
  @Override
  public KerasTensor output() {
    List<Node> outer = LAYERS.calls(this);
    return outer.isEmpty() ? super.output() : outer.get(0).outputs().get(0);
  }

  /** Returns the layers in the order they were added; the input is not among them. */
  @Override
  public List<Layer> layers() {
    return Collections.unmodifiableList(layers);
  }
}
