package org.keras4j;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.History;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.internal.Attempt;
import org.keras4j.internal.Json;
import org.keras4j.internal.Names;
import org.keras4j.internal.callbacks.ModelAccess;
import org.keras4j.internal.engine.FrozenModel;
import org.keras4j.internal.engine.OutputObjective;
import org.keras4j.internal.layers.CompileAccess;
import org.keras4j.internal.layers.LayerAccess;
import org.keras4j.internal.layers.Node;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.internal.training.ArrayData;
import org.keras4j.internal.training.Trainer;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.metrics.MetricDirection;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.utils.Dataset;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * A graph of layers from inputs to outputs that can be trained, evaluated and asked: Keras's
 * functional {@code Model}.
 *
 * <pre id="snippet-functional-model">{@code
 * var in = Input.of(784);
 * var hidden = new Dense(800).activation("relu").apply(in);
 * var out = new Dense(10).activation("softmax").apply(hidden);
 * try (var model = new Model(in, out)) {
 *   model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy").metrics("accuracy"));
 *   model.fit(x, y, o -> o.epochs(5));
 * }
 * }</pre>
 *
 * <p>A model is also a layer, and can be used inside others. It holds native memory from its first
 * use until {@link #close()}; weights survive closing.
 *
 * <p>A model may be shared by threads. Training and evaluation take turns, because they share the
 * metrics; predictions run between their steps. From its own callbacks a model can be evaluated
 * (which resets the running averages, as in Keras) and asked, but not trained, compiled or changed.
 * Where the callbacks of two threads use each other's model, one of them gets an {@link
 * IllegalStateException}, as both would wait for ever.
 */
public class Model extends Layer implements AutoCloseable {

  static {
    ModelAccess.set(new Access());
    CompileAccess.set(new Compiling());
  }

  private static final LayerAccess LAYERS = LayerAccess.get();

  private volatile @Nullable FunctionalGraph graph;
  private final TensorForm inputForm;
  private final TensorForm outputForm;
  private final CompileState compiled = new CompileState();
  private final ModelRuns runs = new ModelRuns(this, compiled);
  private volatile Metadata metadata = Metadata.EMPTY;
  private @Nullable History history;
  private volatile boolean stopTraining;
  private int resumeEpoch;

  /** For {@link Sequential}, whose graph comes later. */
  Model() {
    this(TensorForm.SINGLE, TensorForm.SINGLE);
  }

  private Model(TensorForm inputForm, TensorForm outputForm) {
    this.inputForm = inputForm;
    this.outputForm = outputForm;
    LAYERS.leaveMasksToSublayers(this);
  }

  /** Makes a model with one input and one output. */
  public Model(KerasTensor input, KerasTensor output) {
    this(List.of(input), List.of(output), TensorForm.SINGLE, TensorForm.SINGLE);
  }

  /**
   * Makes a model.
   *
   * @param inputs made by {@link Input}
   * @param outputs results of layers, each of which depends on the inputs only
   * @throws IllegalArgumentException if outputs depend on something else, two layers have the same
   *     name, or a layer without gradient comes behind trainable weights
   */
  public Model(List<? extends KerasTensor> inputs, List<? extends KerasTensor> outputs) {
    this(inputs, outputs, TensorForm.LIST, TensorForm.LIST);
  }

  /** Makes a model with several inputs and one output; see {@link #Model(List, List)}. */
  public Model(List<? extends KerasTensor> inputs, KerasTensor output) {
    this(inputs, List.of(output), TensorForm.LIST, TensorForm.SINGLE);
  }

  /** Makes a model with one input and several outputs; see {@link #Model(List, List)}. */
  public Model(KerasTensor input, List<? extends KerasTensor> outputs) {
    this(List.of(input), outputs, TensorForm.SINGLE, TensorForm.LIST);
  }

  /** Makes a model with outputs that have names of their own; see {@link #Model(Map, Map)}. */
  public Model(KerasTensor input, Map<String, ? extends KerasTensor> outputs) {
    this(List.of(input), sorted(outputs), TensorForm.SINGLE, TensorForm.named(outputs.keySet()));
  }

  /** Makes a model with outputs that have names of their own; see {@link #Model(Map, Map)}. */
  public Model(List<? extends KerasTensor> inputs, Map<String, ? extends KerasTensor> outputs) {
    this(inputs, sorted(outputs), TensorForm.LIST, TensorForm.named(outputs.keySet()));
  }

  /**
   * Makes a model whose outputs have names of their own, as Keras does with a dict: losses, metrics
   * and targets are given by them, and {@link #predictByName} returns them. As in Keras, inputs and
   * outputs are in the order of their names.
   *
   * <pre id="snippet-named-outputs">{@code
   * var in = Input.of(4).name("features");
   * var price = new Dense(1).apply(in);
   * var kind = new Dense(3).activation("softmax").apply(in);
   * try (var model = new Model(Map.of("features", in), Map.of("price", price, "kind", kind))) {
   *   model.compile(c -> c.loss(Map.of("price", "mse", "kind", "sparse_categorical_crossentropy")));
   *   model.fit(Map.of("features", x), Map.of("price", prices, "kind", kinds), o -> {});
   *   Map<String, NDArray> predicted = model.predictByName(Map.of("features", x));
   * }
   * }</pre>
   *
   * @param inputs made by {@link Input}, each under its name
   * @param outputs by the names that they are to have
   * @throws IllegalArgumentException if an input has another name; or as in {@link #Model(List,
   *     List)}
   */
  public Model(
      Map<String, ? extends KerasTensor> inputs, Map<String, ? extends KerasTensor> outputs) {
    this(
        List.copyOf(named(inputs).values()),
        sorted(outputs),
        TensorForm.named(inputs.keySet()),
        TensorForm.named(outputs.keySet()));
  }

  private static List<KerasTensor> sorted(Map<String, ? extends KerasTensor> outputs) {
    return List.copyOf(new TreeMap<>(outputs).values());
  }

  private static Map<String, ? extends KerasTensor> named(
      Map<String, ? extends KerasTensor> inputs) {
    checkNames(inputs);
    return new TreeMap<>(inputs);
  }

  /** Refuses inputs that are given under other names than their own. */
  static void checkNames(Map<String, ? extends KerasTensor> inputs) {
    inputs.forEach(
        (key, tensor) -> {
          String name = Node.of(tensor).layer().name();
          if (!name.equals(key)) {
            throw new IllegalArgumentException(
                "Input '"
                    + name
                    + "' is given under the name '"
                    + key
                    + "'; call it so with .name(…), or give it under its own");
          }
        });
  }

  @SuppressWarnings("this-escape")
  Model(
      List<? extends KerasTensor> inputs,
      List<? extends KerasTensor> outputs,
      TensorForm inputForm,
      TensorForm outputForm) {
    this(inputForm, outputForm);
    try {
      Attempt.at(
          () -> {
            graph = new FunctionalGraph(List.copyOf(inputs), List.copyOf(outputs));
            LAYERS.buildOnce(this, inputs.stream().map(KerasTensor::shape).toList());
            return this;
          });
    } catch (RuntimeException | Error e) {
      Names.giveBack(Names.snakeCase(className()), name());
      throw e;
    }
  }

  /** Names the model. */
  @Override
  public Model name(String newName) {
    super.name(newName);
    return this;
  }

  @Override
  public String className() {
    return "Functional";
  }

  // --- Config -------------------------------------------------------------------------------

  /** Exchanges name and trainable: Keras writes no more of a functional model. */
  @Override
  protected void baseConfig(Config c) {
    nameConfig(c);
    trainableConfig(c);
  }

  /**
   * Writes the layers and how they are connected.
   *
   * @throws IllegalStateException if a layer cannot be written, such as a {@code Lambda}
   */
  @Override
  protected void config(Config c) {
    FunctionalGraph g = graph();
    FunctionalWriter writer = new FunctionalWriter(g);
    c.object("layers", writer, FunctionalWriter::layers);
    c.object("input_layers", writer, w -> w.ends(inputForm, g.inputs()));
    c.object("output_layers", writer, w -> w.ends(outputForm, g.outputs()));
  }

  /**
   * Makes a functional model from what {@link #getConfig()} returned, here or in Python, with fresh
   * weights: Keras's {@code Model.from_config}.
   *
   * <p>Layers are made by their constructors and setters, which refuse what they refuse in code. A
   * config runs no code, and loads no class: those of one's own are registered with {@link
   * Keras#register} before.
   *
   * @throws IllegalArgumentException if a layer is unknown or cannot be made, or the graph has a
   *     loop or loose ends, naming the layer
   */
  public static Model fromConfig(Map<String, ?> config) {
    return Attempt.at(() -> FunctionalReader.read(config));
  }

  /** Returns {@code input_shape} with null, as Keras does for functional models. */
  @Override
  public @Nullable Map<String, @Nullable Object> getBuildConfig() {
    Map<String, @Nullable Object> config = new HashMap<>();
    config.put("input_shape", null);
    return config;
  }

  /**
   * Returns what {@link #compile} was given, as Keras's {@code get_compile_config} does: optimizer,
   * loss, weights of losses, metrics; an empty map if the model is not compiled.
   *
   * @throws IllegalStateException if a loss or metric is a function, which cannot be written
   */
  public final Map<String, @Nullable Object> getCompileConfig() {
    return compiled.config(graph == null ? List.of() : outputNames());
  }

  /**
   * Compiles the model as another one was, and if it is built makes the optimizer's state: Keras's
   * {@code compile_from_config}. {@code run_eagerly}, {@code steps_per_execution} and {@code
   * jit_compile} change no result and are left aside.
   *
   * @param config what {@link #getCompileConfig()} returned, here or in Python
   * @throws IllegalArgumentException for unknown classes, names or keys
   */
  public final void compileFromConfig(Map<String, ?> config) {
    try {
      compile(CompileConfig.read(config));
    } catch (IllegalArgumentException e) {
      throw CompileConfig.refused(e);
    }
    if (isBuilt()) {
      OptimizerAccess.get().build(optimizer(), trainableWeights());
    }
  }

  /**
   * Returns the model as JSON: Keras's {@code to_json()}, from which {@link Keras#modelFromJson}
   * and Python's {@code keras.models.model_from_json} make it again, with fresh weights.
   *
   * <pre id="snippet-to-json">{@code
   * String json = model.toJson();
   * try (Model again = Keras.modelFromJson(json)) {
   *   again.setWeights(model.getWeights());
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException if it has a class of one's own that is not registered and has
   *     the name of one of Keras's
   * @throws IllegalStateException if something in it cannot be written, such as a {@code Lambda}
   */
  public final String toJson() {
    return Json.write(LayerFormat.written(this));
  }

  /** Returns how the model is given its inputs when it is called. */
  final TensorForm inputForm(int inputs) {
    return inputs > 1 && inputForm == TensorForm.SINGLE ? TensorForm.LIST : inputForm;
  }

  // --- Structure ----------------------------------------------------------------------------

  /** Replaces the graph; what was compiled will be asked of the new outputs. */
  final void graph(@Nullable FunctionalGraph newGraph) {
    runs.change(
        () -> {
          compiled.forgetOutputs();
          graph = newGraph;
        });
  }

  final @Nullable FunctionalGraph graphOrNull() {
    return graph;
  }

  /** Returns the graph; {@link Sequential} says what is missing when there is none yet. */
  FunctionalGraph graph() {
    return Objects.requireNonNull(graph);
  }

  /** Builds a model that is still waiting for an input shape; nothing to do for others. */
  void buildFor(List<Shape> inputs) {}

  @Override
  protected void build(List<Shape> inputs) {}

  @Override
  protected InputSpec inputSpec(int input) {
    FunctionalGraph g = graph;
    return g == null || input >= g.inputs().size()
        ? InputSpec.ANY
        : InputSpec.ofShape(g.inputs().get(input).shape());
  }

  @Override
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    return graph().call(tf, inputs, context);
  }

  @Override
  protected List<Layer> sublayers() {
    return layers();
  }

  /** Returns the layers in Keras's order; those of a functional model include its inputs. */
  public List<Layer> layers() {
    return graph().layers();
  }

  /** Returns the shapes of the inputs, with the batch dimension. */
  public final List<Shape> inputShapes() {
    return graph().inputs().stream().map(KerasTensor::shape).toList();
  }

  /** Returns the shape of the first input, with the batch dimension. */
  public final Shape inputShape() {
    return inputShapes().get(0);
  }

  /** Returns the shapes of the outputs, with the batch dimension. */
  public final List<Shape> outputShapes() {
    return graph().outputs().stream().map(KerasTensor::shape).toList();
  }

  /** Returns the shape of the first output, with the batch dimension. */
  public final Shape outputShape() {
    return outputShapes().get(0);
  }

  /** Returns the symbolic inputs. */
  public final List<KerasTensor> inputs() {
    return graph().inputs();
  }

  /** Returns the first symbolic input. */
  public KerasTensor input() {
    return inputs().get(0);
  }

  /** Returns the symbolic outputs, from which other models can go on. */
  public final List<KerasTensor> outputs() {
    return graph().outputs();
  }

  /** Returns the first symbolic output, from which another model can go on. */
  @Override
  public KerasTensor output() {
    return outputs().get(0);
  }

  /** Returns the names of the inputs, by which data can be given. */
  @Override
  public final List<String> inputNames() {
    return graph().inputs().stream().map(t -> Node.of(t).layer().name()).toList();
  }

  /**
   * Returns the names of the outputs, by which losses, metrics and targets can be given: those that
   * the model was made with, or those of the layers that end it.
   */
  @Override
  public final List<String> outputNames() {
    return outputForm.names().isEmpty()
        ? graph().outputs().stream().map(t -> Node.of(t).layer().name()).toList()
        : outputForm.names();
  }

  /**
   * Returns the layer of this name.
   *
   * @throws IllegalArgumentException if there is none, listing those there are
   */
  public final Layer getLayer(String layerName) {
    return layers().stream()
        .filter(l -> l.name().equals(layerName))
        .findFirst()
        .orElseThrow(
            () ->
                Names.unknown(
                    "layer of model '" + name() + "'",
                    layerName,
                    layers().stream().map(Layer::name).collect(Collectors.toList())));
  }

  /**
   * Returns a layer by its place; −1 is the last one.
   *
   * @throws IndexOutOfBoundsException if there are fewer layers
   */
  public final Layer getLayer(int index) {
    List<Layer> all = layers();
    int at = index < 0 ? index + all.size() : index;
    if (at < 0 || at >= all.size()) {
      throw new IndexOutOfBoundsException(
          "Model '" + name() + "' has " + all.size() + " layers; there is none at index " + index);
    }
    return all.get(at);
  }

  // --- Summary ------------------------------------------------------------------------------

  /** Prints a table of the layers, their output shapes and weights: Keras's {@code summary()}. */
  public final void summary() {
    summary(o -> {});
  }

  /**
   * Prints a table of the layers, their output shapes and weights.
   *
   * @throws IllegalArgumentException if the width leaves no room for a column, or no layer matches
   *     the range
   */
  public final void summary(Consumer<SummaryOptions> options) {
    SummaryOptions o = new SummaryOptions();
    options.accept(o);
    o.output().accept(summaryText(o));
  }

  /** Returns what {@link #summary()} prints; it ends with a line end. */
  public final String summaryText() {
    return summaryText(new SummaryOptions());
  }

  /** Returns what {@link #summary(Consumer)} prints; it ends with a line end. */
  public final String summaryText(SummaryOptions options) {
    return new Summary(this, options).text(Summary.terminalColumns(System.getenv("COLUMNS")));
  }

  // --- Compile ------------------------------------------------------------------------------

  /**
   * Says how the model is trained. Compiling again starts with a fresh optimizer and fresh metrics;
   * weights stay.
   *
   * <pre id="snippet-compile">{@code
   * model.compile(c -> c.optimizer(new Adam(0.001)).loss("mse").metrics("mae"));
   * }</pre>
   *
   * @throws IllegalArgumentException for unknown names, listing the valid ones
   */
  public final void compile(Consumer<CompileOptions> options) {
    CompileOptions o = new CompileOptions();
    options.accept(o);
    compile(o);
  }

  /** Says how the model is trained; see {@link #compile(Consumer)}. */
  public final void compile(CompileOptions options) {
    runs.requireOpen();
    inTurn(
        () -> {
          requireNotRunning("compiled");
          Optimizer optimizer = options.resolveOptimizer();
          options.checkNames();
          List<OutputObjective> all = graph == null ? null : options.objectives(outputNames());
          List<Variable> weights = graph == null ? List.of() : weights();
          runs.change(() -> compiled.compile(options, optimizer, all, weights));
          return this;
        });
  }

  /** Returns whether {@link #compile} has been called. */
  public final boolean isCompiled() {
    return compiled.isCompiled();
  }

  /**
   * Returns the optimizer.
   *
   * @throws IllegalStateException if the model is not compiled
   */
  public final Optimizer optimizer() {
    runs.requireCompiled("optimizer");
    return Objects.requireNonNull(compiled.optimizer());
  }

  final @Nullable Optimizer optimizerOrNull() {
    return compiled.optimizer();
  }

  /** Returns which way a metric gets better, by its own name; for callbacks. */
  public final MetricDirection metricDirection(String metric) {
    return compiled.direction(metric);
  }

  // --- Train, evaluate, predict -------------------------------------------------------------

  /** Trains with all defaults: one epoch, batches of 32. */
  public final History fit(NDArray x, NDArray y) {
    return fit(x, y, o -> {});
  }

  /** Trains. */
  public final History fit(NDArray x, NDArray y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with several inputs or outputs, with all defaults. */
  public final History fit(List<NDArray> x, List<NDArray> y) {
    return fit(x, y, o -> {});
  }

  /** Trains a model with several inputs or outputs. */
  public final History fit(List<NDArray> x, List<NDArray> y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with several inputs and one output. */
  public final History fit(List<NDArray> x, NDArray y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with one input and several outputs. */
  public final History fit(NDArray x, List<NDArray> y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with several inputs or outputs, by their names. */
  public final History fit(
      Map<String, NDArray> x, Map<String, NDArray> y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with several inputs, by their names, and one output. */
  public final History fit(Map<String, NDArray> x, NDArray y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains a model with one input and several outputs, by their names. */
  public final History fit(NDArray x, Map<String, NDArray> y, Consumer<FitOptions> options) {
    return fit(new FitOptions().x(x).y(y), options);
  }

  /** Trains on a stream of batches, with all defaults. */
  public final History fit(Dataset dataset) {
    return fit(dataset, o -> {});
  }

  /** Trains on a stream of batches. */
  public final History fit(Dataset dataset, Consumer<FitOptions> options) {
    return fit(new FitOptions().dataset(dataset), options);
  }

  private History fit(FitOptions data, Consumer<FitOptions> options) {
    options.accept(data);
    return fit(data);
  }

  /**
   * Trains: Keras's {@code fit}.
   *
   * @return the logs of all epochs
   * @throws IllegalStateException if the model is not compiled, is closed, or is running already in
   *     this thread, so that this call came from a callback
   * @throws IllegalArgumentException if the data does not fit the model, before the first step
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the model
   *     stays usable
   */
  public final History fit(FitOptions options) {
    runs.requireCompiled("fit");
    return inTurn(
        () -> {
          requireNotRunning("trained");
          return trainer().fit(FitPlans.of(this, options), h -> history = h);
        });
  }

  /**
   * Returns the history of the last {@code fit}, or null. Of one that was interrupted or failed it
   * has the epochs until then.
   */
  public final @Nullable History history() {
    return history;
  }

  /** Evaluates with all defaults: batches of 32, with a progress bar. */
  public final Scores evaluate(NDArray x, NDArray y) {
    return evaluate(x, y, o -> {});
  }

  /** Evaluates: loss and metrics without dropout, augmentation or updates. */
  public final Scores evaluate(NDArray x, NDArray y, Consumer<EvaluateOptions> options) {
    return evaluate(List.of(x), List.of(y), options);
  }

  /** Evaluates a model with several inputs or outputs, with all defaults. */
  public final Scores evaluate(List<NDArray> x, List<NDArray> y) {
    return evaluate(x, y, o -> {});
  }

  /** Evaluates a model with several inputs or outputs. */
  public final Scores evaluate(
      List<NDArray> x, List<NDArray> y, Consumer<EvaluateOptions> options) {
    return evaluate(Samples.NONE.withX(x).withY(y), options);
  }

  /** Evaluates a model with several inputs and one output. */
  public final Scores evaluate(List<NDArray> x, NDArray y, Consumer<EvaluateOptions> options) {
    return evaluate(x, List.of(y), options);
  }

  /** Evaluates a model with one input and several outputs. */
  public final Scores evaluate(NDArray x, List<NDArray> y, Consumer<EvaluateOptions> options) {
    return evaluate(List.of(x), y, options);
  }

  /** Evaluates a model with several inputs or outputs, by their names. */
  public final Scores evaluate(
      Map<String, NDArray> x, Map<String, NDArray> y, Consumer<EvaluateOptions> options) {
    return evaluate(Samples.NONE.withX(x).withY(y), options);
  }

  /** Evaluates a model with several inputs, by their names, and one output. */
  public final Scores evaluate(
      Map<String, NDArray> x, NDArray y, Consumer<EvaluateOptions> options) {
    return evaluate(Samples.NONE.withX(x).withY(List.of(y)), options);
  }

  /** Evaluates a model with one input and several outputs, by their names. */
  public final Scores evaluate(
      NDArray x, Map<String, NDArray> y, Consumer<EvaluateOptions> options) {
    return evaluate(Samples.NONE.withX(List.of(x)).withY(y), options);
  }

  private Scores evaluate(Samples samples, Consumer<EvaluateOptions> options) {
    runs.requireCompiled("evaluate");
    EvaluateOptions o = evaluateOptions(options);
    Samples all = o.weighted(samples);
    return inTurn(() -> new Scores(trainer().evaluate(o.plan(all.arrays(this)))));
  }

  /** Evaluates a stream of batches, with all defaults. */
  public final Scores evaluate(Dataset dataset) {
    return evaluate(dataset, o -> {});
  }

  /** Evaluates a stream of batches. */
  public final Scores evaluate(Dataset dataset, Consumer<EvaluateOptions> options) {
    runs.requireCompiled("evaluate");
    return inTurn(() -> new Scores(trainer().evaluate(evaluateOptions(options).plan(dataset))));
  }

  /** Predicts with all defaults: batches of 32, with a progress bar. */
  public final NDArray predict(NDArray x) {
    return predict(x, o -> {});
  }

  /** Returns the first output for each sample; needs no compile. */
  public final NDArray predict(NDArray x, Consumer<EvaluateOptions> options) {
    return predict(List.of(x), options).get(0);
  }

  /** Returns every output for each sample, with all defaults. */
  public final List<NDArray> predict(List<NDArray> x) {
    return predict(x, o -> {});
  }

  /** Returns every output for each sample. */
  public final List<NDArray> predict(List<NDArray> x, Consumer<EvaluateOptions> options) {
    return predict(Samples.NONE.withX(x), options);
  }

  /** Returns every output for each sample, with the inputs by their names and all defaults. */
  public final List<NDArray> predict(Map<String, NDArray> x) {
    return predict(x, o -> {});
  }

  /** Returns every output for each sample, with the inputs by their names. */
  public final List<NDArray> predict(Map<String, NDArray> x, Consumer<EvaluateOptions> options) {
    return predict(Samples.NONE.withX(x), options);
  }

  /** Returns the outputs for each sample by their names, with the inputs by theirs. */
  public final Map<String, NDArray> predictByName(Map<String, NDArray> x) {
    return predictByName(x, o -> {});
  }

  /** Returns the outputs for each sample by their names, with the inputs by theirs. */
  public final Map<String, NDArray> predictByName(
      Map<String, NDArray> x, Consumer<EvaluateOptions> options) {
    return Names.byName(describe(), outputNames(), predict(x, options));
  }

  private List<NDArray> predict(Samples samples, Consumer<EvaluateOptions> options) {
    Trainer trainer = trainer();
    return trainer.predict(evaluateOptions(options).plan(samples.arrays(this)));
  }

  /** Returns every output for a stream of batches, with all defaults. */
  public final List<NDArray> predict(Dataset dataset) {
    return predict(dataset, o -> {});
  }

  /** Returns every output for a stream of batches. */
  public final List<NDArray> predict(Dataset dataset, Consumer<EvaluateOptions> options) {
    return trainer().predict(evaluateOptions(options).plan(dataset));
  }

  private static EvaluateOptions evaluateOptions(Consumer<EvaluateOptions> options) {
    EvaluateOptions o = new EvaluateOptions();
    options.accept(o);
    return o;
  }

  /**
   * Makes one update from one batch and returns the loss and metrics of that batch, before the
   * update.
   */
  public final Scores trainOnBatch(NDArray x, NDArray y) {
    return trainOnBatch(new FitOptions().x(x).y(y));
  }

  /** Makes one update from one batch of a model with several inputs or outputs. */
  public final Scores trainOnBatch(List<NDArray> x, List<NDArray> y) {
    return trainOnBatch(new FitOptions().x(x).y(y));
  }

  /** Makes one update from the x, y, sample or class weights of the options. */
  public final Scores trainOnBatch(FitOptions batch) {
    runs.requireCompiled("trainOnBatch");
    return inTurn(() -> new Scores(trainer().onBatch(true, data(batch))));
  }

  /** Returns the loss and metrics of one batch without an update. */
  public final Scores testOnBatch(NDArray x, NDArray y) {
    return testOnBatch(new FitOptions().x(x).y(y));
  }

  /** Returns the loss and metrics of one batch of a model with several inputs or outputs. */
  public final Scores testOnBatch(List<NDArray> x, List<NDArray> y) {
    return testOnBatch(new FitOptions().x(x).y(y));
  }

  /** Returns the loss and metrics of one batch without an update. */
  public final Scores testOnBatch(FitOptions batch) {
    runs.requireCompiled("testOnBatch");
    return inTurn(() -> new Scores(trainer().onBatch(false, data(batch))));
  }

  private ArrayData data(FitOptions batch) {
    return batch.samples().arrays(this).withClassWeights(batch.classWeight());
  }

  /** Returns the first output for one batch, silently. */
  public final NDArray predictOnBatch(NDArray x) {
    return predictOnBatch(List.of(x)).get(0);
  }

  /** Returns every output for one batch, silently. */
  public final List<NDArray> predictOnBatch(List<NDArray> x) {
    Trainer trainer = trainer();
    return trainer.predictOnBatch(Samples.NONE.withX(x).arrays(this));
  }

  /**
   * Takes a snapshot of the model for serving: fast, thread-safe, independent of what happens to
   * the model afterwards. The caller closes it.
   *
   * @throws IllegalStateException if the model is not built
   */
  public final Predictor predictor() {
    return new Predictor(new FrozenModel(GraphFunction.of(this)), metadata);
  }

  /**
   * Sets a text that goes with the model to predictors, replacing one of the same name.
   *
   * @param entry its name, not empty
   * @param value the text
   */
  public final void metadata(String entry, String value) {
    setMetadata(entry, value);
  }

  /**
   * Sets a list of texts that goes with the model to predictors, replacing one of the same name.
   *
   * <pre id="snippet-metadata">{@code
   * model.metadata("classes", List.of("cat", "dog"));
   * try (Predictor p = model.predictor()) {
   *   String animal = p.metadata().strings("classes").get(p.predictOne(image).argmax());
   * }
   * }</pre>
   *
   * @param entry its name, not empty
   * @param values the texts
   */
  public final void metadata(String entry, List<String> values) {
    setMetadata(entry, List.copyOf(values));
  }

  private synchronized void setMetadata(String entry, Object value) {
    metadata = metadata.with(entry, value);
  }

  /** Returns what was set to go with the model; by default nothing. */
  public final Metadata metadata() {
    return metadata;
  }

  /** Asks a running {@code fit} to end after the current batch; for callbacks. */
  public final void stopTraining(boolean stop) {
    stopTraining = stop;
  }

  /** Returns whether a running {@code fit} will end after the current batch. */
  public final boolean stopTraining() {
    return stopTraining;
  }

  // --- Files --------------------------------------------------------------------------------

  /**
   * Saves the whole model as a {@code .keras} file, which {@link Keras#loadModel} and Python's
   * {@code keras.models.load_model} read: how it is built, its weights, how it was compiled and the
   * state of its optimizer. An existing file is replaced at once.
   *
   * <pre id="snippet-save">{@code
   * model.save(folder.resolve("price.keras"));
   * try (Model loaded = Keras.loadModel(folder.resolve("price.keras"))) {
   *   loaded.predict(x);
   * }
   * }</pre>
   *
   * <p>The weights are those of one moment, also while another thread trains the model. {@link
   * #metadata()} goes with it, which Keras leaves aside. As in Keras, the states of random
   * generators are not saved.
   *
   * @param file its name ends in {@code .keras}; the folders that it is in are made
   * @throws IllegalArgumentException for another ending, or a class of one's own that is not
   *     registered and has the name of one of Keras's
   * @throws IllegalStateException if the model is not built, or has something that cannot be
   *     written, such as a {@code Lambda}
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public final void save(Path file) {
    save(file, true);
  }

  /** Saves the whole model; see {@link #save(Path)}. */
  public final void save(String file) {
    save(Path.of(file));
  }

  /**
   * Saves the whole model; see {@link #save(Path)}.
   *
   * @param overwrite whether an existing file is replaced, as by default; otherwise it is refused
   */
  public final void save(Path file, boolean overwrite) {
    ModelFiles.save(this, file, overwrite);
  }

  /**
   * Saves the weights and, if the model is compiled, the optimizer's state.
   *
   * <p>A file whose name ends in {@code .weights.h5} is one of Keras 3, which reads it with {@code
   * load_weights}. One whose name ends in {@code .weights.npz} is compressed, and NumPy reads it.
   * As in Keras, the states of random generators are not saved.
   *
   * @param file is replaced at once, and the folders that it is in are made
   * @throws IllegalArgumentException for another ending
   * @throws IllegalStateException if the model is not built
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public final void saveWeights(Path file) {
    WeightFiles.save(this, file);
  }

  /** Saves the weights; see {@link #saveWeights(Path)}. */
  public final void saveWeights(String file) {
    saveWeights(Path.of(file));
  }

  /**
   * Loads weights that {@link #saveWeights} or Keras saved, into a model with the same classes of
   * layers in the same order, whatever their names. The state of the optimizer is loaded, too, if
   * it has taken a step already; otherwise it stays fresh.
   *
   * <p>A file whose name ends only in {@code .h5} or {@code .hdf5} is a legacy one: the weights of
   * Keras 2, or a whole model that Keras 2 or 3 saved so, of which the weights are taken. Its
   * layers are paired with those of the model that have weights, in their order.
   *
   * <p>Of a whole model in a {@code .keras} file the weights are taken.
   *
   * @param file its name ends in {@code .weights.h5}, {@code .weights.npz}, {@code .keras}, {@code
   *     .h5} or {@code .hdf5}
   * @throws IllegalArgumentException if the weights are not those of this model, which then stays
   *     as it is
   * @throws IllegalStateException if the model is not built
   * @throws java.io.UncheckedIOException if the file cannot be read or is damaged
   */
  public final void loadWeights(Path file) {
    loadWeights(file, o -> {});
  }

  /** Loads weights; see {@link #loadWeights(Path)}. */
  public final void loadWeights(String file) {
    loadWeights(Path.of(file));
  }

  /**
   * Exports the model as a TensorFlow SavedModel, for TensorFlow Serving, Python, DJL and {@link
   * Keras#loadSavedModel}: Keras's {@code export}, silently.
   *
   * <p>What is written is the graph of inference, without dropout, augmentation, optimizer and
   * metrics, with the weights of one moment, also while another thread trains the model. It has the
   * signatures {@code serving_default} and {@code serve}. Their inputs have the names of the
   * model's inputs; their outputs are called {@code output_0}, {@code output_1}, …, as in Keras, or
   * by the names that the model was made with. The number of samples is open. TensorFlow Serving
   * looks for folders with the number of a version, such as {@code price/1}.
   *
   * <pre id="snippet-export">{@code
   * model.export(folder.resolve("price"));
   * }</pre>
   *
   * @param folder is made; if it is there it is replaced, which is done only if it is empty or
   *     holds an earlier SavedModel. It is there whole or not at all, also if exporting fails
   * @throws IllegalArgumentException if the folder holds something else
   * @throws IllegalStateException if the model is not built
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public final void export(Path folder) {
    ModelExports.export(GraphFunction.of(this), outputForm.names(), folder);
  }

  /** Exports the model as a TensorFlow SavedModel; see {@link #export(Path)}. */
  public final void export(String folder) {
    export(Path.of(folder));
  }

  /**
   * Loads weights, also where not all layers are those of the file; see {@link #loadWeights(Path)}.
   *
   * @param options sets the arguments, as in {@code o -> o.skipMismatch(true)}
   * @throws IllegalArgumentException also for {@code byName} with another file than a legacy one
   */
  public final void loadWeights(Path file, Consumer<LoadWeightsOptions> options) {
    LoadWeightsOptions o = new LoadWeightsOptions();
    options.accept(o);
    WeightFiles.load(this, file, o);
  }

  /** Loads weights; see {@link #loadWeights(Path, Consumer)}. */
  public final void loadWeights(String file, Consumer<LoadWeightsOptions> options) {
    loadWeights(Path.of(file), options);
  }

  // --- The engine ---------------------------------------------------------------------------

  private Trainer trainer() {
    return runs.trainer();
  }

  /** Runs what uses the metrics, which the whole model has once: one thread at a time. */
  final <T> T inTurn(Supplier<T> run) {
    return runs.inTurn(run);
  }

  /** Refuses what would pull the graph out from under a run of this thread. */
  final void requireNotRunning(String what) {
    runs.requireNotRunning(what);
  }

  /** What training, evaluation and prediction have cost so far. */
  final ModelRuns.Figures engineFigures() {
    return runs.figures();
  }

  final void resumeEpoch(int epoch) {
    resumeEpoch = epoch;
  }

  /** Returns the epoch that a callback wants to begin at; 0 if none does. */
  final int resumeEpoch() {
    return resumeEpoch;
  }

  private static final class Access extends ModelAccess {
    @Override
    public void resumeAt(Model model, int epoch) {
      model.resumeEpoch(epoch);
    }
  }

  private static final class Compiling extends CompileAccess {
    @Override
    public @Nullable Map<String, @Nullable Object> compileConfig(Layer layer) {
      return layer instanceof Model model ? model.getCompileConfig() : null;
    }

    @Override
    public void compile(Layer layer, Map<String, ?> config) {
      if (layer instanceof Model model) {
        model.compileFromConfig(config);
      }
    }
  }

  /** Frees all native memory. Weights keep their values; safe to repeat. */
  @Override
  public final void close() {
    runs.close();
  }
}
