package org.keras4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.MemoryLimit;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.VariableAccess;
import org.keras4j.internal.engine.Casts;
import org.keras4j.internal.engine.ImmediateCall;
import org.keras4j.internal.engine.ModeOfEachLayer;
import org.keras4j.internal.engine.ShapeInference;
import org.keras4j.ndarray.NDArray;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A building block of models: Keras's {@code Layer}.
 *
 * <p>To write one, extend this class, make weights in {@link #build(Shape)} with {@link #addWeight}
 * and compute in {@link #call(Ops, Operand, CallContext)} with plain TensorFlow Java operations.
 * Shapes, names, counting, saving and errors follow from that. A layer with several inputs or
 * outputs overrides the methods that take lists instead.
 *
 * <p>A layer is built once, by its first use. One object used twice shares its weights.
 */
public abstract class Layer extends KerasObject {

  /** The layers that are known by name. */
  public static final Kind<Layer> KIND = Kind.of("keras.layers", Layer.class, "layer");

  private String name;
  private boolean named;
  private boolean trainable = true;
  private DtypePolicy dtypePolicy = Keras.dtypePolicy();
  private boolean built;
  private @Nullable Regularizer activityRegularizer;
  private final List<Variable> variables = new ArrayList<>();
  private final List<SeedGenerator> seedGenerators = new ArrayList<>();
  private final List<Layer> sublayers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  /** For subclasses; the name is automatic: {@code dense}, {@code dense_1}, … */
  protected Layer() {
    name = Names.unique(Names.snakeCase(className()));
  }

  // --- What a layer writer overrides --------------------------------------------------------

  /**
   * Returns what the layer demands of each input's shape; by default nothing. It is asked at every
   * call, so a layer that is built can demand the sizes that its weights were made for.
   */
  protected InputSpec inputSpec() {
    return InputSpec.ANY;
  }

  /** Returns what is demanded of one of the inputs. */
  InputSpec inputSpec(int input) {
    return inputSpec();
  }

  /** Makes the weights, for a layer with one input; called once. */
  protected void build(Shape input) {}

  /** Makes the weights, for a layer with any number of inputs; called once. */
  protected void build(List<Shape> inputs) {
    build(inputs.get(0));
  }

  /**
   * Computes the output, for a layer with one floating-point input and one output; called once for
   * each graph the layer goes into.
   */
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    throw new UnsupportedOperationException(
        "Layer '" + name + "' (" + className() + ") does not say what it computes: override call");
  }

  /**
   * Computes the outputs, for a layer with any number of inputs and outputs of any type. By default
   * it takes one input, casts it to float32 and calls {@link #call(Ops, Operand, CallContext)}.
   */
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          describe() + " takes one input; received " + inputs.size());
    }
    return List.of(returned(call(tf, Casts.toFloat(tf, inputs.get(0)), context), "call"));
  }

  /**
   * Returns the shapes of the outputs. By default they are found by tracing {@link #call} once into
   * a scratch graph, so that nothing has to be overridden.
   */
  protected List<Shape> computeOutputShapes(List<Shape> inputs) {
    return ShapeInference.outputs(inputs, null, this::callChecked).shapes();
  }

  /**
   * Returns whether gradients can flow from the output back to the input. Where they cannot, such a
   * layer is refused behind trainable weights. By default true.
   */
  protected boolean differentiable() {
    return true;
  }

  /**
   * Exchanges the arguments that all layers have, before those of {@link #config}: name, trainable,
   * dtype and, where set, the activity regularizer. To be overridden only where Keras writes
   * others.
   */
  protected void baseConfig(Config c) {
    nameConfig(c);
    trainableConfig(c);
    dtypeConfig(c);
    if (c.isReading() || activityRegularizer != null) {
      activityRegularizerConfig(c);
    }
  }

  @Override
  final void wholeConfig(Config c) {
    baseConfig(c);
    config(c);
    c.checkAllRead(describe());
  }

  // --- What a layer writer uses -------------------------------------------------------------

  /**
   * Makes a trainable float32 weight; to be called from {@code build}.
   *
   * @param weightName short name, such as {@code "kernel"}
   */
  protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
    return addWeight(weightName, shape, initializer, true);
  }

  /** Makes a float32 weight; to be called from {@code build}. */
  protected final Variable addWeight(
      String weightName, Shape shape, Initializer initializer, boolean trainableWeight) {
    MemoryLimit.check(describe() + ": weight '" + weightName + "'", shape, "Use fewer units");
    Variable v = new Variable(weightName, shape, initializer, trainableWeight);
    v.path(name + "/" + weightName);
    v.trainable(trainable);
    variables.add(v);
    Attempt.onFailure(() -> variables.remove(v));
    return v;
  }

  /** Registers a source of randomness, so that its state is kept with the layer. */
  protected final SeedGenerator addSeedGenerator(SeedGenerator generator) {
    generator.state().path(name + "/" + generator.state().name());
    seedGenerators.add(generator);
    Attempt.onFailure(() -> seedGenerators.remove(generator));
    return generator;
  }

  /** Replaces a source of randomness by one with an explicit seed. */
  protected final SeedGenerator replaceSeedGenerator(SeedGenerator old, SeedGenerator generator) {
    old.discard();
    seedGenerators.remove(old);
    return addSeedGenerator(generator);
  }

  /** Registers a layer that this one uses, so that its weights count as this layer's. */
  protected final <L extends Layer> L track(L layer) {
    Nesting.check(this, layer);
    sublayers.add(layer);
    Attempt.onFailure(() -> sublayers.remove(sublayers.lastIndexOf(layer)));
    return layer;
  }

  /** Lets go of a layer that {@link #track} registered and that was never used. */
  protected final void untrack(Layer layer) {
    sublayers.remove(layer);
    layer.discardSeeds();
  }

  private void discardSeeds() {
    seedGenerators.forEach(SeedGenerator::discard);
    sublayers().forEach(Layer::discardSeeds);
  }

  /** Exchanges the name. */
  protected final void nameConfig(Config c) {
    c.text(
        "name",
        name,
        n -> {
          if (!n.equals(name)) {
            name(n);
          }
        });
  }

  /** Exchanges whether training changes the weights. */
  protected final void trainableConfig(Config c) {
    c.flag(
        "trainable",
        trainable,
        t -> {
          if (t != trainable) {
            trainable(t);
          }
        });
  }

  /** Exchanges the element type, which is float32. */
  protected final void dtypeConfig(Config c) {
    DtypePolicy.exchange(c, dtypePolicy, this::dtype);
  }

  /** Exchanges the activity regularizer. */
  protected final void activityRegularizerConfig(Config c) {
    c.object(
        "activity_regularizer", activityRegularizer, Regularizer.KIND, this::activityRegularizer);
  }

  /**
   * Refuses to change an argument after the weights exist.
   *
   * @throws IllegalStateException if the layer is built
   */
  protected final void requireNotBuilt(String argument) {
    if (built) {
      throw new IllegalStateException(
          describe()
              + " is built already, so '"
              + argument
              + "' can no longer change; set it before the layer is added to a model");
    }
  }

  private <T> T returned(@Nullable T tensor, String function) {
    return Returned.value(tensor, describe(), function, "a tensor");
  }

  /** Returns {@code Layer 'name' (Class)}, to begin error messages with. */
  protected final String describe() {
    return "Layer '" + name + "' (" + className() + ")";
  }

  /** Makes the exception for a bad argument: what was expected and what came. */
  protected final IllegalArgumentException badArgument(
      String argument, String expected, @Nullable Object received) {
    return new IllegalArgumentException(
        describe() + ": '" + argument + "' must be " + expected + "; received " + received);
  }

  // --- What everybody uses ------------------------------------------------------------------

  /** Returns the name. */
  public final String name() {
    return name;
  }

  /** Returns what Python prints: {@code <Dense name=dense, built=True>}. */
  @Override
  public String toString() {
    return "<" + className() + " name=" + name + ", built=" + (built ? "True" : "False") + ">";
  }

  /**
   * Sets the name.
   *
   * @throws IllegalArgumentException if it is empty or contains a slash
   * @throws IllegalStateException if the layer is in use already
   */
  public Layer name(String newName) {
    if (newName.isEmpty() || newName.contains("/")) {
      throw badArgument("name", "a non-empty text without '/'", "'" + newName + "'");
    }
    if (!nodes.isEmpty()) {
      requireNotBuilt("name");
    }
    if (!named) {
      Names.giveBack(Names.snakeCase(className()), name);
    }
    name = newName;
    named = true;
    variables.forEach(v -> v.path(newName + "/" + v.name()));
    return this;
  }

  /** Returns whether the name was given rather than made up. */
  final boolean isNamed() {
    return named;
  }

  /** Returns whether training changes its weights. By default true. */
  public final boolean trainable() {
    return trainable;
  }

  /**
   * Freezes or thaws the weights, with those of inner layers; {@code fit} heeds it after the next
   * compile.
   */
  public Layer trainable(boolean value) {
    trainable = value;
    variables.forEach(v -> v.trainable(value));
    sublayers().forEach(l -> l.trainable(value));
    return this;
  }

  /**
   * Returns in which precision the layer computes: by default as {@link Keras} says when it is
   * made.
   */
  public final DtypePolicy dtypePolicy() {
    return dtypePolicy;
  }

  /**
   * Sets in which precision the layer computes: {@code "float32"} or {@code "mixed_bfloat16"}. A
   * model computes in bfloat16 where it can if any of its layers asks for it.
   *
   * @throws IllegalArgumentException for another name
   */
  public Layer dtype(String policy) {
    requireNotBuilt("dtype");
    dtypePolicy = DtypePolicy.of(policy);
    return this;
  }

  /** Returns the penalty on the output, or null. */
  public final @Nullable Regularizer activityRegularizer() {
    return activityRegularizer;
  }

  /** Sets the penalty on the output, divided by the batch size, or none. By default none. */
  public Layer activityRegularizer(@Nullable Regularizer r) {
    requireNotBuilt("activityRegularizer");
    activityRegularizer = r;
    return this;
  }

  /** Returns whether the weights exist. */
  public final boolean isBuilt() {
    return built;
  }

  /** Returns the layers inside this one, in order; none for most layers. */
  List<Layer> sublayers() {
    return sublayers;
  }

  /** Returns the layer's own weights without those of inner layers, trainable ones first. */
  final List<Variable> ownWeights() {
    List<Variable> own = new ArrayList<>();
    variables.stream().filter(Variable::trainableByNature).forEach(own::add);
    variables.stream().filter(v -> !v.trainableByNature()).forEach(own::add);
    return own;
  }

  /** Returns all weights: the layer's own, trainable ones first, then those of inner layers. */
  public final List<Variable> weights() {
    Set<Variable> all = new LinkedHashSet<>();
    collectWeights(all);
    return List.copyOf(all);
  }

  private void collectWeights(Set<Variable> into) {
    into.addAll(ownWeights());
    sublayers().forEach(l -> l.collectWeights(into));
  }

  /** Returns the weights that training changes. */
  public final List<Variable> trainableWeights() {
    return weights().stream().filter(Variable::trainable).toList();
  }

  /** Returns the weights that training leaves to the layer itself, or that are frozen. */
  public final List<Variable> nonTrainableWeights() {
    return weights().stream().filter(v -> !v.trainable()).toList();
  }

  /** Returns the weights and the states of random generators. */
  public final List<Variable> variables() {
    List<Variable> all = new ArrayList<>(weights());
    collectSeeds(all);
    return Collections.unmodifiableList(all);
  }

  private void collectSeeds(List<Variable> into) {
    seedGenerators.stream()
        .map(SeedGenerator::state)
        .filter(s -> !into.contains(s))
        .forEach(into::add);
    sublayers().forEach(l -> l.collectSeeds(into));
  }

  /** Returns the values of {@link #weights()} at one moment, between two steps of a training. */
  public final List<NDArray> getWeights() {
    return VariableAccess.get().values(weights());
  }

  /**
   * Sets the values of {@link #weights()}, all at one moment: a step that runs meanwhile sees the
   * old ones or the new ones, and what it writes counts as older.
   *
   * @throws IllegalArgumentException if number or shapes differ
   */
  public final void setWeights(List<NDArray> values) {
    List<Variable> all = weights();
    if (all.size() != values.size()) {
      throw new IllegalArgumentException(
          describe()
              + " has "
              + all.size()
              + " weights; received "
              + values.size()
              + (built ? "" : " (it is not built yet: its input shape is unknown)"));
    }
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).shape().equals(values.get(i).shape())) {
        throw new IllegalArgumentException(
            describe()
                + ": weight "
                + i
                + " ('"
                + all.get(i).path()
                + "') has shape "
                + all.get(i).shape()
                + "; received shape "
                + values.get(i).shape());
      }
    }
    Map<Variable, NDArray> byVariable = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byVariable.put(all.get(i), values.get(i));
    }
    VariableAccess.get().assign(byVariable);
  }

  /**
   * Returns the number of weights' elements.
   *
   * @throws IllegalStateException if the layer is not built
   */
  public final long countParams() {
    if (!built) {
      throw new IllegalStateException(
          describe() + " is not built yet, so its weights are not known; give the model an Input");
    }
    return weights().stream().mapToLong(v -> v.shape().size()).sum();
  }

  /** Calls the layer on one symbolic tensor and returns its one output. */
  public KerasTensor apply(KerasTensor input) {
    return apply(List.of(input)).get(0);
  }

  /** Calls the layer on several symbolic tensors and returns its one output. */
  public KerasTensor apply(KerasTensor first, KerasTensor second, KerasTensor... more) {
    List<KerasTensor> inputs = new ArrayList<>(List.of(first, second));
    Collections.addAll(inputs, more);
    return apply(inputs).get(0);
  }

  /**
   * Calls the layer on symbolic tensors, building it if this is the first time. If that fails, the
   * layer is as it was before.
   *
   * @throws IllegalArgumentException if the layer cannot take inputs of these shapes
   */
  public List<KerasTensor> apply(List<KerasTensor> inputs) {
    return Attempt.at(() -> called(inputs));
  }

  private List<KerasTensor> called(List<KerasTensor> inputs) {
    Nesting.check(this);
    List<Shape> shapes = inputs.stream().map(KerasTensor::shape).toList();
    buildOnce(shapes);
    var out =
        ShapeInference.outputs(
            shapes, inputs.stream().map(KerasTensor::dtype).toList(), this::callChecked);
    Node node = new Node(this, nodes.size(), inputs, out.shapes(), out.dtypes());
    nodes.add(node);
    Attempt.onFailure(() -> forget(node));
    return node.outputs();
  }

  /**
   * Calls the layer or model on data. Each layer, those inside a model too, computes in the mode
   * that Keras gives it then: image augmentation transforms, everything else is in inference.
   *
   * <p>Every call costs milliseconds; {@link Model#predict} is for much data, with all layers in
   * inference.
   */
  public final NDArray apply(NDArray input) {
    return applyToArrays(List.of(input)).get(0);
  }

  /**
   * Calls the layer or model on data, with all layers in one mode. Every call costs milliseconds.
   *
   * @param training whether dropout drops, augmentation transforms and batch statistics are used
   */
  public final NDArray apply(NDArray input, boolean training) {
    return applyToArrays(List.of(input), training).get(0);
  }

  /** Calls the layer or model on several arrays, in the modes of {@link #apply(NDArray)}. */
  public final List<NDArray> applyToArrays(List<NDArray> inputs) {
    return Attempt.at(
        () -> {
          buildOnce(inputs.stream().map(NDArray::shape).toList());
          return ImmediateCall.run(this::callChecked, inputs);
        });
  }

  /** Calls the layer or model on several arrays, with all layers in one mode. */
  public final List<NDArray> applyToArrays(List<NDArray> inputs, boolean training) {
    return Attempt.at(
        () -> {
          buildOnce(inputs.stream().map(NDArray::shape).toList());
          return ImmediateCall.run(this::callChecked, inputs, training);
        });
  }

  /**
   * Returns the mode of a call on data that does not say one: the default value of the argument
   * {@code training} of Keras's {@code call}. By default false, inference.
   */
  protected boolean trainingByDefault() {
    return false;
  }

  /**
   * Returns the first result of the layer's first call, for a model that ends there: {@code new
   * Model(model.input(), model.getLayer(-2).output())}. For other calls keep what {@code apply}
   * returned.
   *
   * @throws IllegalStateException if the layer was not called on a symbolic tensor yet
   */
  public KerasTensor output() {
    if (calls().isEmpty()) {
      throw new IllegalStateException(
          describe()
              + " was not called on a symbolic tensor yet, so it has no output; add it to a model"
              + " that has an input, or call apply(…)");
    }
    return calls().get(0).outputs().get(0);
  }

  // --- What the models use ------------------------------------------------------------------

  final void buildOnce(List<Shape> inputs) {
    checkInputs(inputs, 0, inputs.size());
    if (!built) {
      Attempt.at(
          () -> {
            build(inputs);
            return this;
          });
      built = true;
      Attempt.onFailure(() -> built = false);
    }
  }

  /** Returns the calls on symbolic tensors, in the order they were made. */
  List<Node> calls() {
    return nodes;
  }

  /** Forgets a call, because it was undone. */
  final void forget(Node node) {
    nodes.remove(node);
  }

  /** The call with everything around it: name scope, checks, activity regularization. */
  final List<Operand<?>> callChecked(Ops tf, List<Operand<?>> inputs, CallContext context) {
    Ops scoped = tf.withSubScope(Names.scope(name));
    List<@Nullable Shape> shapes = shapesOf(inputs);
    checkInputs(shapes, 0, 1);
    List<Operand<?>> outputs;
    try {
      outputs =
          returned(
              call(scoped, inputs, ModeOfEachLayer.chosen(context, trainingByDefault())), "call");
      outputs.forEach(o -> returned(o, "call"));
      // After the call, as a layer with one input says so there if it gets several.
      checkInputs(shapes, 1, shapes.size());
    } catch (RuntimeException e) {
      if (!isTensorFlows(e)) {
        throw e;
      }
      checkInputs(shapes, 1, shapes.size());
      throw new IllegalArgumentException(
          describe() + " cannot take inputs of shapes " + shapes + ": " + e.getMessage(), e);
    }
    checkMemory(shapesOf(outputs));
    if (activityRegularizer != null) {
      for (Operand<?> out : outputs) {
        context.addLoss(Casts.perSample(scoped, activityRegularizer, out));
      }
    }
    return outputs;
  }

  /** Not all of them have a common superclass below RuntimeException. */
  private static boolean isTensorFlows(RuntimeException e) {
    return e.getClass().getPackageName().equals("org.tensorflow.exceptions");
  }

  private void checkInputs(List<? extends @Nullable Shape> shapes, int from, int to) {
    for (int i = from; i < Math.min(to, shapes.size()); i++) {
      Shape shape = shapes.get(i);
      if (shape != null) {
        inputSpec(i).check(this, shape);
      }
    }
  }

  /** Refuses outputs that fit into no memory before TensorFlow asks for it. */
  private void checkMemory(List<@Nullable Shape> shapes) {
    for (Shape shape : shapes) {
      if (shape != null) {
        boolean sample = shape.rank() > 0 && shape.get(0) == Shape.UNKNOWN;
        MemoryLimit.check(
            describe() + ": the output" + (sample ? " for one sample" : ""),
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
