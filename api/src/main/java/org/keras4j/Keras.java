package org.keras4j;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keras4j.core.ConfigReader;
import org.keras4j.core.DtypePolicy;
import org.keras4j.core.Entry;
import org.keras4j.core.KerasObject;
import org.keras4j.internal.Names;
import org.keras4j.internal.Numbers;
import org.keras4j.internal.core.NewLayers;
import org.keras4j.internal.graph.Threads;
import org.keras4j.internal.random.GlobalSeeds;
import org.keras4j.internal.savedmodel.SavedModelGraph;
import org.keras4j.layers.Layer;

/** Settings of the whole library: Keras's {@code keras.utils.set_random_seed} and its like. */
public final class Keras {

  /** The small number that keeps logarithms and quotients finite: Keras's {@code epsilon()}. */
  public static final double EPSILON = Numbers.EPSILON;

  private Keras() {}

  /**
   * Sets in which precision layers compute that are made afterwards: {@code "float32"} (the
   * default) or {@code "mixed_bfloat16"}. Keras's {@code set_dtype_policy}.
   *
   * @throws IllegalArgumentException for an unknown name, listing the valid ones
   */
  public static void setDtypePolicy(String name) {
    NewLayers.dtypePolicy(DtypePolicy.of(name));
  }

  /** Returns the policy of layers that are made now. */
  public static DtypePolicy dtypePolicy() {
    return NewLayers.dtypePolicy();
  }

  /**
   * Starts the generator of default seeds: layers and initializers made afterwards, in the same
   * order as in Python, get the same weights, dropout masks and augmentations bit for bit.
   */
  public static void setRandomSeed(long seed) {
    GlobalSeeds.seed(seed);
  }

  /**
   * Forgets what is global: the numbering of automatic names starts again, so that the next {@code
   * Dense} is {@code dense}, layers compute in float32 again, and the generator of draws without a
   * seed is made anew by the next draw. Default seeds go on; {@link #setRandomSeed} starts them.
   */
  public static void clearSession() {
    Names.reset();
    GlobalSeeds.reset();
    NewLayers.dtypePolicy(DtypePolicy.FLOAT32);
  }

  /**
   * Registers a class of your own, of any kind, so that objects with it can be written into files
   * and read from them: Keras's {@code keras.saving.register_keras_serializable(package="…")}.
   *
   * <p>It is written with the {@code registered_name} {@code package>Name}, as Keras does it, and
   * found by that; a file never decides which class is loaded. Whoever reads the file registers the
   * class before. To register it again replaces how it is made. A class that was not registered
   * when the file was written, here or in Python, is found by its name alone, if one class of that
   * name is registered: Keras's {@code custom_objects}.
   *
   * <pre id="snippet-register">{@code
   * Keras.register("my_package", Scaled.class, args -> new Scaled(args.number("factor")));
   * }</pre>
   *
   * @param packageName a name for your program or library
   * @param type a class that extends {@link Layer}, {@code Loss}, {@code Metric}, …
   * @param make calls its constructor with what that needs; other arguments are given to the
   *     setters that {@link KerasObject#config} names
   * @throws IllegalArgumentException if the class is of no kind or one of Keras's own, or if
   *     another class has the name
   */
  public static <T extends KerasObject> void register(
      String packageName, Class<T> type, Function<ConfigReader, T> make) {
    register(Entry.of(type, make).inPackage(packageName));
  }

  /**
   * Registers a class or a function of your own, such as {@code
   * Activation.KIND.entry("my_activation", function).inPackage("my_package")}.
   *
   * @throws IllegalArgumentException if the entry names no package, or as in {@link
   *     #register(String, Class, Function)}
   */
  public static void register(Entry<?> entry) {
    entry.register();
  }

  /**
   * Makes a model from JSON, with fresh weights: Keras's {@code keras.models.model_from_json}. One
   * that was compiled is compiled, with a fresh optimizer.
   *
   * <p>The text may come from a stranger: it runs no code and loads no class. Classes of one's own
   * are registered with {@link #register(String, Class, Function)} before.
   *
   * @param json what {@link Model#toJson()} returned, or {@code to_json()} in Python
   * @throws IllegalArgumentException if it is no JSON, or describes no model that can be made here,
   *     naming the layer, the class and what to do
   */
  public static Model modelFromJson(String json) {
    return ModelJson.read(json, true);
  }

  /**
   * Makes a model of the same layers with fresh weights: Keras's {@code keras.models.clone_model}.
   * Names, metadata and what is frozen are the same; one that is compiled is compiled again, with a
   * fresh optimizer.
   *
   * @throws IllegalArgumentException if it has a class of one's own that is not registered
   * @throws IllegalStateException if it has something that cannot be written, such as a {@code
   *     Lambda}
   */
  public static Model cloneModel(Model model) {
    return ModelJson.clone(model);
  }

  /**
   * Loads a whole model: Keras's {@code keras.models.load_model}. See {@link #loadModel(Path,
   * Consumer)}.
   */
  public static Model loadModel(Path file) {
    return loadModel(file, o -> {});
  }

  /** Loads a whole model; see {@link #loadModel(Path, Consumer)}. */
  public static Model loadModel(String file) {
    return loadModel(Path.of(file));
  }

  /** Loads a whole model; see {@link #loadModel(Path, Consumer)}. */
  public static Model loadModel(String file, Consumer<LoadModelOptions> options) {
    return loadModel(Path.of(file), options);
  }

  /**
   * Loads a whole model that {@link Model#save} or Python Keras 3 wrote, with its weights, compiled
   * as it was, with the state of its optimizer: Keras's {@code keras.models.load_model}.
   *
   * <p>A file whose name ends in {@code .h5} or {@code .hdf5} is a legacy one of Keras 2 or 3; the
   * state of its optimizer is not loaded.
   *
   * <p>The file may come from a stranger: it runs no code and loads no class. Python's {@code
   * Lambda} layers are refused, as is what no module here knows; classes of one's own are
   * registered with {@link #register(String, Class, Function)} before.
   *
   * @param file its name ends in {@code .keras}, {@code .h5} or {@code .hdf5}
   * @param options sets the arguments, as in {@code o -> o.compile(false)}
   * @throws IllegalArgumentException for another ending, if the model cannot be made here, naming
   *     the layer, the class and what to do, or if the weights are not those of the model
   * @throws java.io.UncheckedIOException if the file cannot be read or is damaged
   */
  public static Model loadModel(Path file, Consumer<LoadModelOptions> options) {
    LoadModelOptions o = new LoadModelOptions();
    options.accept(o);
    return ModelFiles.load(file, o);
  }

  /**
   * Loads a TensorFlow SavedModel for prediction: {@link #loadSavedModel(Path, Consumer)} with all
   * defaults.
   */
  public static Predictor loadSavedModel(Path folder) {
    return loadSavedModel(folder, o -> {});
  }

  /**
   * Loads a TensorFlow SavedModel for prediction; see {@link #loadSavedModel(Path, Consumer)}.
   *
   * @param folder with {@code saved_model.pb}
   */
  public static Predictor loadSavedModel(String folder) {
    return loadSavedModel(Path.of(folder));
  }

  /**
   * Loads a TensorFlow SavedModel for prediction; see {@link #loadSavedModel(Path, Consumer)}.
   *
   * @param folder with {@code saved_model.pb}
   */
  public static Predictor loadSavedModel(String folder, Consumer<SavedModelOptions> options) {
    return loadSavedModel(Path.of(folder), options);
  }

  /**
   * Loads a TensorFlow SavedModel for prediction, such as {@link Model#export} and Python's {@code
   * model.export} write: Keras's {@code TFSMLayer}, for a whole model.
   *
   * <p>Inputs and outputs are those of the signature, in the order of their names, where {@code
   * output_10} comes behind {@code output_9}; {@link Predictor#describe} lists them. Each has
   * numbers as elements, and each input has the samples along its first axis. The caller closes the
   * predictor.
   *
   * <p><b>A SavedModel is a program.</b> It can hold operations that read and write files. A graph
   * that has such operations, in its functions, too, where the signature needs them, is refused
   * unless {@link SavedModelOptions#allowUnsafeOperations} is called. This is a list of known
   * operations and no sandbox: a model of strangers may still use up memory and time, or meet a
   * defect of TensorFlow. Run it where it can do no harm.
   *
   * <pre id="snippet-load-saved-model">{@code
   * try (Predictor p = Keras.loadSavedModel(folder.resolve("price"))) {
   *   // price(features: float32 (None, 4)) -> (output_0: float32 (None, 1))
   *   System.out.println(p.describe());
   *   NDArray prices = p.predict(x);
   * }
   * }</pre>
   *
   * @param folder with {@code saved_model.pb}
   * @throws IllegalArgumentException for unknown signatures or tags, listing those there are, for
   *     one that takes or returns texts or something else than arrays of numbers, or for operations
   *     that are refused, naming them
   * @throws java.io.UncheckedIOException if the folder is no SavedModel, or a damaged one
   */
  public static Predictor loadSavedModel(Path folder, Consumer<SavedModelOptions> options) {
    SavedModelOptions o = new SavedModelOptions();
    options.accept(o);
    SavedModelGraph graph =
        new SavedModelGraph(folder, o.tags(), o.signature(), o.unsafeOperations());
    try {
      return new Predictor(graph, Metadata.EMPTY);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /**
   * Sets how many threads TensorFlow computes with, in the whole process. By default there are as
   * many as the machine, or the container, has cores. Keras's {@code
   * tf.config.threading.set_intra_op_parallelism_threads} and {@code
   * set_inter_op_parallelism_threads}.
   *
   * @param intra how many threads one operation may use; 0 leaves it to TensorFlow
   * @param inter how many operations may run at once; 0 leaves it to TensorFlow
   * @throws IllegalArgumentException for a negative number
   * @throws IllegalStateException if something has been computed before, as TensorFlow starts its
   *     threads only once
   */
  public static void setThreads(int intra, int inter) {
    Threads.set(intra, inter);
  }

  /** Returns how many threads one operation may use; 0 if TensorFlow chooses. */
  public static int intraThreads() {
    return Threads.intra();
  }

  /** Returns how many operations may run at once; 0 if TensorFlow chooses. */
  public static int interThreads() {
    return Threads.inter();
  }
}
