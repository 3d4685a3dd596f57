package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.keras4j.internal.graph.LayerCall;
import org.keras4j.internal.graph.ShapeInference;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Nesting;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.DType;
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
  public static final Kind<Layer> KIND = Kind.of("keras.layers", Layer.class, "layer");

  private static final VariableAccess VARIABLES = VariableAccess.get();

  private String name;

  /** The path of the layer in which this one was first called, with a slash behind it, or empty. */
  private String scope = "";

  private boolean named;
  private boolean trainable = true;
  private DtypePolicy dtypePolicy = DtypePolicy.ofNewLayers();
  private boolean built;
  private @Nullable Regularizer activityRegularizer;
  private final List<Variable> variables = new ArrayList<>();
  private final List<SeedGenerator> seedGenerators = new ArrayList<>();
  private final Sublayers sublayers = new Sublayers();
  private boolean maskLost;
  private final List<Node> nodes = new ArrayList<>();

  static {
    LayerAccess.set(new Access());
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
    VARIABLES.path(v, path() + "/" + weightName);
    VARIABLES.trainable(v, trainable);
    variables.add(v);
    Attempt.onFailure(() -> variables.remove(v));
    return v;
  }

  /** Registers a source of randomness, so that its state is kept with the layer. */
  protected final SeedGenerator addSeedGenerator(SeedGenerator generator) {
    VARIABLES.path(generator.state(), name + "/" + generator.state().name());
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

  /**
   * Registers a layer that this one calls, so that its weights count as this layer's. Those that
   * the first {@code call} calls with {@link #apply(Ops, Operand, CallContext)} are registered by
   * that, in the order of the calls.
   */
  protected final <L extends Layer> L track(L layer) {
    sublayers.add(this, layer);
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
    sublayers.add(this, layer, checkedAttribute(attribute));
    return layer;
  }

  /**
   * Registers layers that are the elements of a list in Python: in files of weights {@code
   * layers/outer/blocks/dense/vars/0}.
   */
  protected final <L extends Layer> List<L> trackAll(String attribute, List<L> layers) {
    checkedAttribute(attribute);
    Set<String> taken = new HashSet<>();
    layers.forEach(l -> sublayers.add(this, l, attribute + "/" + Sublayers.numbered(l, taken)));
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
    if (!nodes.isEmpty()) {
      requireNotBuilt("name");
    }
    if (!named) {
      Names.giveBack(Names.snakeCase(className()), name);
    }
    String before = path();
    name = newName;
    named = true;
    moved(before);
    return this;
  }

  /** Returns the name behind those of the layers inside which it was first called. */
  public final String path() {
    return scope + name;
  }

  /** Puts the layer below another one, unless it was called before; as in Keras it stays there. */
  final void placeIn(Layer outer) {
    if (!built && scope.isEmpty() && nodes.isEmpty()) {
      String before = path();
      scope = outer.path() + "/";
      moved(before);
      Attempt.onFailure(() -> scope = "");
    }
  }

  /** Gives the weights their new paths, with those of the layers inside. */
  private void moved(String before) {
    variables.forEach(v -> VARIABLES.path(v, path() + "/" + v.name()));
    for (Layer inner : sublayers()) {
      if (inner.scope.equals(before + "/")) {
        String old = inner.path();
        inner.scope = path() + "/";
        inner.moved(old);
      }
    }
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
    variables.forEach(v -> VARIABLES.trainable(v, value));
    sublayers().forEach(l -> l.trainable(value));
    return this;
  }

  /**
   * Returns in which precision the layer computes: by default as {@link DtypePolicy#ofNewLayers}
   * says when it is made.
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
  protected List<Layer> sublayers() {
    return sublayers.all();
  }

  /** Returns the layers inside this one by the folders of their weights in files. */
  final Map<String, Layer> folders() {
    return Sublayers.folders(this, sublayers);
  }

  /** Returns the layer's own weights without those of inner layers, trainable ones first. */
  final List<Variable> ownWeights() {
    List<Variable> own = new ArrayList<>();
    variables.stream().filter(VARIABLES::trainableByNature).forEach(own::add);
    variables.stream().filter(v -> !VARIABLES.trainableByNature(v)).forEach(own::add);
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
    return VARIABLES.values(weights());
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
    VARIABLES.assign(byVariable);
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
   * Calls the layer on symbolic tensors, building it if this is the first time. If that fails, the
   * layer is as it was before.
   *
   * @throws IllegalArgumentException if the layer cannot take inputs of these shapes
   */
  public List<KerasTensor> apply(List<KerasTensor> inputs) {
    return Attempt.at(() -> called(inputs, null));
  }

  /**
   * Calls the layer or model on symbolic tensors in a mode of its own; see {@link
   * #apply(KerasTensor, boolean)}.
   */
  public List<KerasTensor> apply(List<KerasTensor> inputs, boolean training) {
    return Attempt.at(() -> called(inputs, training));
  }

  private List<KerasTensor> called(List<KerasTensor> inputs, @Nullable Boolean training) {
    Nesting.check(this);
    List<Shape> shapes = inputs.stream().map(KerasTensor::shape).toList();
    buildOnce(shapes);
    var out =
        ShapeInference.outputs(
            shapes, inputs.stream().map(KerasTensor::dtype).toList(), this::callChecked);
    Node node = new Node(this, inputs, training, n -> results(n, out.shapes(), out.dtypes()));
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
    if (LayerCall.caller(context) instanceof Layer outer) {
      outer.sublayers.use(outer, this);
      placeIn(outer);
      if (!outer.trainable && !built) {
        trainable(false);
      }
    }
    List<Shape> shapes = new ArrayList<>();
    for (Shape shape : shapesOf(inputs)) {
      if (shape == null) {
        throw new IllegalArgumentException(
            describe() + " is called on a tensor of unknown rank; say it with tf.ensureShape");
      }
      shapes.add(shape);
    }
    buildOnce(shapes);
    return callChecked(tf, inputs, context);
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
    return callChecked(tf, inputs, context, null);
  }

  /**
   * The same.
   *
   * @param atNode the mode that was given when the layer was called on symbolic tensors, or null
   */
  final List<Operand<?>> callChecked(
      Ops tf, List<Operand<?>> inputs, CallContext context, @Nullable Boolean atNode) {
    LayerCall call = LayerCall.of(context, this, atNode, trainingByDefault());
    List<@Nullable Operand<TBool>> masks = MaskFlow.of(inputs, context);
    Ops scoped = tf.withSubScope(Names.scope(name));
    List<@Nullable Shape> shapes = shapesOf(inputs);
    checkInputs(shapes, 0, 1);
    List<Operand<?>> outputs;
    try {
      outputs = returned(call(scoped, inputs, call), "call");
      outputs.forEach(o -> returned(o, "call"));
      MaskFlow.pass(this, scoped, inputs, masks, outputs, call);
      sublayers.traced();
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

  /** Returns whether a mask has ended here for the first time. */
  final boolean isFirstMaskLost() {
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

  private static final class Access extends LayerAccess {
    @Override
    public String describe(Layer layer) {
      return layer.describe();
    }

    @Override
    public void buildOnce(Layer layer, List<Shape> inputs) {
      layer.buildOnce(inputs);
    }

    @Override
    public List<Operand<?>> call(
        Layer layer,
        Ops tf,
        List<Operand<?>> inputs,
        CallContext context,
        @Nullable Boolean atNode) {
      return layer.callChecked(tf, inputs, context, atNode);
    }

    @Override
    public boolean differentiable(Layer layer) {
      return layer.differentiable();
    }

    @Override
    public List<Node> calls(Layer layer) {
      return layer.calls();
    }

    @Override
    public void forget(Layer layer, Node call) {
      layer.forget(call);
    }

    @Override
    public void placeIn(Layer outer, Layer layer) {
      layer.placeIn(outer);
    }

    @Override
    public List<Layer> sublayers(Layer layer) {
      return layer.sublayers();
    }

    @Override
    public Map<String, Layer> folders(Layer layer) {
      return layer.folders();
    }

    @Override
    public List<Variable> ownWeights(Layer layer) {
      return layer.ownWeights();
    }

    @Override
    public void leaveMasksToSublayers(Layer layer) {
      layer.maskLost = true;
    }

    @Override
    public Node node(KerasTensor tensor) {
      return tensor.node();
    }

    @Override
    public int index(KerasTensor tensor) {
      return tensor.index();
    }
  }
}
