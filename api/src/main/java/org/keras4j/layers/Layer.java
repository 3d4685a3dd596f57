package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.DtypePolicy;
import org.keras4j.core.KerasObject;
import org.keras4j.core.Kind;
import org.keras4j.core.SeedGenerator;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Names;
import org.keras4j.internal.Returned;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.internal.core.NewLayers;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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
 *
 * <p>A layer may be made of others, which it makes once and calls in its own {@code call}. Their
 * weights, seeds and losses are this layer's, too; {@link #track(String, Layer)} names their place
 * in files as Python's attributes do:
 *
 * <pre id="snippet-layer-of-layers">{@code
 * static class Residual extends Layer {
 *   private final Dense wide = track("wide", new Dense(64).activation("relu"));
 *   private final Dense back = track("back", new Dense(16));
 *   private final Dropout dropout = track("dropout", new Dropout(0.1));
 *
 *   protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
 *     Operand<TFloat32> h = back.apply(tf, wide.apply(tf, x, context), context);
 *     return tf.math.add(x, dropout.apply(tf, h, context));
 *   }
 *
 *   protected void config(Config c) {}
 * }
 * }</pre>
 */
public abstract class Layer extends KerasObject {

  /** The layers that are known by name. */
  public static final Kind<Layer> KIND =
      Kind.of("keras.layers", Layer.class, "layer")
          .withBeside(BesideConfig::write, BesideConfig::read);

  private String name;

  private boolean named;
  private boolean trainable = true;
  private DtypePolicy dtypePolicy = NewLayers.dtypePolicy();
  private boolean built;
  private @Nullable Regularizer activityRegularizer;
  private final LayerState state = new LayerState(this);
  private final LayerCalls calls = new LayerCalls(this);

  static {
    LayerAccess.set(new LayerDoor());
  }

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

  /**
   * Returns what is demanded of one of the inputs, for a layer that demands other things of each;
   * by default the same of all.
   */
  protected InputSpec inputSpec(int input) {
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
    Operand<?> given = inputs.get(0);
    Operand<TFloat32> x = Casts.toFloat(tf, given);
    Operand<TBool> mask = context.mask(given);
    if (mask != null && context.mask(x) == null) {
      context.setMask(x, mask);
    }
    return List.of(returned(call(tf, x, context), "call"));
  }

  /**
   * Returns whether masks go through this layer. If not, a mask of the input ends here, with a
   * warning. By default true if {@code computeMask} is overridden, otherwise false; a layer that
   * treats each step by itself, and so leaves the mask as it is, overrides this method only.
   */
  public boolean supportsMasking() {
    return MaskFlow.isComputedBy(getClass());
  }

  /**
   * Returns which elements of the output count, or null if all do, for a layer with one input. By
   * default those of the input. It is asked after {@code call}, if {@link #supportsMasking()}.
   *
   * @param mask of the input, or null
   */
  protected @Nullable Operand<TBool> computeMask(
      Ops tf, Operand<?> input, @Nullable Operand<TBool> mask) {
    return mask;
  }

  /**
   * Returns the masks of the outputs, for a layer with any number of inputs and outputs; null where
   * all elements count.
   *
   * @param masks one for each input, or null
   */
  protected List<@Nullable Operand<TBool>> computeMask(
      Ops tf, List<Operand<?>> inputs, List<@Nullable Operand<TBool>> masks) {
    return inputs.size() == 1
        ? Collections.singletonList(computeMask(tf, inputs.get(0), masks.get(0)))
        : masks;
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
  @Override
  protected void baseConfig(Config c) {
    nameConfig(c);
    trainableConfig(c);
    dtypeConfig(c);
    if (c.isReading() || activityRegularizer != null) {
      activityRegularizerConfig(c);
    }
  }

  /**
   * As in {@link KerasObject#config}: a class with arguments overrides this. One that has none, but
   * fields, overrides it with an empty body.
   *
   * @throws IllegalStateException if the class has not done so and its fields would be lost, where
   *     a model with the layer is saved or cloned
   */
  @Override
  protected void config(Config c) {
    if (!c.isReading()) {
      ForgottenConfig.check(this);
    }
  }

  // --- What a layer writer uses -------------------------------------------------------------

  /**
   * Makes a trainable float32 weight; to be called from {@code build}.
   *
   * @param weightName short name, such as {@code "kernel"}
   * @throws IllegalArgumentException if a size of the shape is open, or there is no such memory
   */
  protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
    return addWeight(weightName, shape, initializer, true);
  }

  /** Makes a float32 weight; to be called from {@code build}. */
  protected final Variable addWeight(
      String weightName, Shape shape, Initializer initializer, boolean trainableWeight) {
    if (!shape.isFullyKnown()) {
      throw new IllegalArgumentException(
          describe()
              + ": weight '"
              + weightName
              + "' must have a shape without open sizes; received "
              + shape
              + ". Of the shape that build receives take single sizes, such as input.get(-1)");
    }
    MemoryLimit.check(describe() + ": weight '" + weightName + "'", shape, "Use fewer units");
    Variable v = new Variable(weightName, shape, initializer, trainableWeight);
    state.add(v);
    return v;
  }

  /** Registers a source of randomness, so that its state is kept with the layer. */
  protected final SeedGenerator addSeedGenerator(SeedGenerator generator) {
    state.add(generator);
    return generator;
  }

  /** Replaces a source of randomness by one with an explicit seed. */
  protected final SeedGenerator replaceSeedGenerator(SeedGenerator old, SeedGenerator generator) {
    state.replace(old, generator);
    return generator;
  }

  /**
   * Registers a layer that this one calls, so that its weights count as this layer's. Those that
   * the first {@code call} calls with {@link #apply(Ops, Operand, CallContext)} are registered by
   * that, in the order of the calls.
   */
  protected final <L extends Layer> L track(L layer) {
    state.sublayers().add(this, layer);
    return layer;
  }

  /**
   * Registers a layer that this one calls under the name that its attribute has in Python, which
   * files of weights have in their paths: {@code layers/outer/first/vars/0}. Without it the class
   * takes its place.
   *
   * @throws IllegalArgumentException if the attribute is empty, contains a slash or is taken
   */
  protected final <L extends Layer> L track(String attribute, L layer) {
    state.sublayers().add(this, layer, checkedAttribute(attribute));
    return layer;
  }

  /**
   * Registers layers that are the elements of a list in Python: in files of weights {@code
   * layers/outer/blocks/dense/vars/0}.
   */
  protected final <L extends Layer> List<L> trackAll(String attribute, List<L> layers) {
    checkedAttribute(attribute);
    Set<String> taken = new HashSet<>();
    layers.forEach(
        l -> state.sublayers().add(this, l, attribute + "/" + Sublayers.numbered(l, taken)));
    return layers;
  }

  private String checkedAttribute(String attribute) {
    if (attribute.isEmpty() || attribute.contains("/")) {
      throw badArgument("attribute", "a non-empty text without '/'", "'" + attribute + "'");
    }
    return attribute;
  }

  /** Lets go of a layer that {@link #track} registered and that was never used. */
  protected final void untrack(Layer layer) {
    state.sublayers().remove(layer);
    layer.state.discardSeeds();
  }

  /** Exchanges the name. */
  protected final void nameConfig(Config c) {
    c.text(
        "name",
        name,
        n -> {
          if (!named || !n.equals(name)) { // an automatic one that is the same is given back
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
    DtypeArgument.exchange(
        c,
        dtypePolicy,
        policy -> {
          if (!policy.equals(dtypePolicy.toString())) {
            dtype(policy);
          }
        });
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
  @Override
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
    if (!calls.all().isEmpty()) {
      requireNotBuilt("name");
    }
    if (!named) {
      Names.giveBack(Names.snakeCase(className()), name);
    }
    String before = path();
    name = newName;
    named = true;
    state.moved(before);
    return this;
  }

  /** Returns the name behind those of the layers inside which it was first called. */
  public final String path() {
    return state.scope() + name;
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
    state.trainable(value);
    sublayers().forEach(l -> l.trainable(value));
    return this;
  }

  /**
   * Returns in which precision the layer computes: by default as {@code Keras.setDtypePolicy} says
   * when it is made.
   */
  public final DtypePolicy dtypePolicy() {
    return dtypePolicy;
  }

  /**
   * Sets in which precision the layer computes: {@code "float32"} or {@code "mixed_bfloat16"}; see
   * {@link DtypePolicy} for what that includes. It holds for the operations that the layer's {@code
   * call} adds with the {@code Ops} that it is given, and for their gradient, whatever the layers
   * around it compute in. Layers inside this one, those of a model too, have their own.
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

  /**
   * Returns the shape that the layer was built for, as Keras writes it beside the config: {@code
   * input_shape} with a list of sizes, {@code null} for those that are unknown; with several inputs
   * a list of such lists. Null if it is not built, or is of a class that Keras builds without a
   * shape, such as {@code Dropout}.
   */
  public @Nullable Map<String, @Nullable Object> getBuildConfig() {
    List<Shape> shapes = state.buildShapes();
    return shapes == null ? null : BesideConfig.buildConfig(this, shapes);
  }

  /**
   * Builds the layer for the shape that {@link #getBuildConfig} returned.
   *
   * @param config with the key {@code input_shape}
   * @throws IllegalArgumentException if there is no shape, or none that the layer can take
   */
  public void buildFromConfig(Map<String, ?> config) {
    List<Shape> shapes = BesideConfig.inputShapes(config);
    if (!shapes.isEmpty()) {
      Attempt.at(
          () -> {
            calls.buildOnce(shapes);
            return this;
          });
    }
  }

  /** Returns the layers inside this one, in order; none for most layers. */
  protected List<Layer> sublayers() {
    return state.sublayers().all();
  }

  /** Returns all weights: the layer's own, trainable ones first, then those of inner layers. */
  public final List<Variable> weights() {
    return state.weights();
  }

  /** Returns the weights that training changes. */
  public final List<Variable> trainableWeights() {
    return weights().stream().filter(Variable::trainable).toList();
  }

  /** Returns the weights that training leaves to the layer itself, or that are frozen. */
  public final List<Variable> nonTrainableWeights() {
    return weights().stream().filter(v -> !v.trainable()).toList();
  }

  /** Returns the weights and the states of random generators, layer by layer. */
  public final List<Variable> variables() {
    return state.variables();
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
    state.set(values);
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

  /**
   * Calls the layer or model on one symbolic tensor in a mode of its own. As in Keras, it counts
   * where the caller says none: {@code fit}, {@code evaluate}, {@code predict} and a call with a
   * mode decide for all layers of a model. To keep batch normalization in inference while a model
   * is trained, freeze it with {@code trainable(false)}, or call it in a layer of one's own with
   * {@link CallContext#withTraining}.
   */
  public KerasTensor apply(KerasTensor input, boolean training) {
    return apply(List.of(input), training).get(0);
  }

  /** Calls the layer on several symbolic tensors and returns its one output. */
  public KerasTensor apply(KerasTensor first, KerasTensor second, KerasTensor... more) {
    List<KerasTensor> inputs = new ArrayList<>(List.of(first, second));
    Collections.addAll(inputs, more);
    return apply(inputs).get(0);
  }

  /**
   * Returns the names of the inputs, for a layer whose inputs can be given by name; {@code call}
   * gets them in this order. By default none: inputs are given by place.
   */
  protected List<String> inputNames() {
    return List.of();
  }

  /** Returns the names of the outputs, in the order in which {@code call} returns them; or none. */
  protected List<String> outputNames() {
    return List.of();
  }

  /**
   * Calls the layer or model on symbolic tensors by the names of its inputs, as Keras does with a
   * dict.
   *
   * @return the outputs in order
   * @throws IllegalArgumentException if the inputs have no names, or others; or as in {@link
   *     #apply(List)}
   */
  public List<KerasTensor> apply(Map<String, KerasTensor> inputs) {
    return apply(inOrder(inputs));
  }

  final List<KerasTensor> inOrder(Map<String, KerasTensor> inputs) {
    if (inputNames().isEmpty()) {
      throw new IllegalArgumentException(
          describe() + " takes its inputs by place; received names: " + inputs.keySet());
    }
    String kind = "input of " + describe();
    return Names.inOrder(kind, "tensor", inputs, inputNames());
  }

  /**
   * Calls the layer or model on symbolic tensors by name, for outputs by name; see {@link
   * #apply(Map)}.
   *
   * @throws IllegalArgumentException also if the outputs have no names, or two the same
   */
  public Map<String, KerasTensor> applyByName(Map<String, KerasTensor> inputs) {
    return Names.byName(describe(), outputNames(), apply(inputs));
  }

  /**
   * Calls the layer on symbolic tensors, building it if this is the first time. If that fails, the
   * layer is as it was before.
   *
   * @throws IllegalArgumentException if the layer cannot take inputs of these shapes
   */
  public List<KerasTensor> apply(List<KerasTensor> inputs) {
    return Attempt.at(() -> calls.symbolic(inputs, null));
  }

  /**
   * Calls the layer or model on symbolic tensors in a mode of its own; see {@link
   * #apply(KerasTensor, boolean)}.
   */
  public List<KerasTensor> apply(List<KerasTensor> inputs, boolean training) {
    return Attempt.at(() -> calls.symbolic(inputs, training));
  }

  /**
   * Calls the layer or model inside the {@code call} of another layer, which then holds its
   * weights, seeds and losses. It is built if this is the first time.
   *
   * @param x of any type
   * @param context what the outer layer was called with
   * @throws IllegalArgumentException if the layer cannot take an input of this shape
   * @throws IllegalStateException if the outer layer did not call it the first time, and so would
   *     make one for each graph
   */
  public final Operand<TFloat32> apply(Ops tf, Operand<?> x, CallContext context) {
    List<Operand<?>> outputs = apply(tf, List.of(x), context);
    if (outputs.size() != 1 || outputs.get(0).type() != TFloat32.class) {
      throw new IllegalArgumentException(
          describe()
              + " does not give one float32 tensor, but "
              + outputs.stream().map(o -> o.type().getSimpleName()).toList()
              + "; call it with a list of inputs to get them as they are");
    }
    return Casts.toFloat(tf, outputs.get(0));
  }

  /**
   * Calls the layer or model on several inputs, or for several outputs, inside the {@code call} of
   * another layer; see {@link #apply(Ops, Operand, CallContext)}.
   */
  public final List<Operand<?>> apply(Ops tf, List<Operand<?>> inputs, CallContext context) {
    return calls.inner(tf, inputs, context);
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
    return Attempt.at(() -> calls.onArrays(inputs, null));
  }

  /** Calls the layer or model on several arrays, with all layers in one mode. */
  public final List<NDArray> applyToArrays(List<NDArray> inputs, boolean training) {
    return Attempt.at(() -> calls.onArrays(inputs, training));
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
    List<Node> all = calls();
    if (all.isEmpty()) {
      throw new IllegalStateException(
          describe()
              + " was not called on a symbolic tensor yet, so it has no output; add it to a model"
              + " that has an input, or call apply(…)");
    }
    return all.get(0).outputs().get(0);
  }

  // --- What the models use ------------------------------------------------------------------

  /** Notes whether the weights exist. */
  final void built(boolean value) {
    built = value;
  }

  /** Returns the weights, seeds and layers that it has. */
  final LayerState state() {
    return state;
  }

  /** Returns the calls on symbolic tensors, in the order they were made. */
  List<Node> calls() {
    return calls.all();
  }

  final LayerCalls caller() {
    return calls;
  }
}
