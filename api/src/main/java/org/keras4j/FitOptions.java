package org.keras4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.NDArray;
import org.keras4j.utils.Dataset;

/**
 * The arguments of {@link Model#fit(FitOptions)}, with Keras's names and defaults.
 *
 * <pre id="snippet-fit-options">{@code
 * model.fit(x, y, o -> o.batchSize(256).epochs(10).validationData(xVal, yVal));
 * }</pre>
 */
public final class FitOptions {

  /** Makes the options with all defaults. */
  public FitOptions() {}

  /** What is shuffled before an epoch. */
  public enum Shuffle {
    /** Nothing; Keras's {@code False}. */
    NONE,
    /** All samples; the default, Keras's {@code True}. */
    SAMPLES,
    /** The samples inside each batch; Keras's {@code "batch"}. */
    BATCH
  }

  private Samples samples = Samples.NONE;
  private @Nullable Integer batchSize;
  private int epochs = 1;
  private int verbose = 1;
  private List<Callback> callbacks = new ArrayList<>();
  private double validationSplit;
  private @Nullable FitOptions validation;
  private Shuffle shuffle = Shuffle.SAMPLES;
  private boolean reshuffleEachEpoch;
  private Map<Integer, Double> classWeight = Map.of();
  private int initialEpoch;
  private @Nullable Integer stepsPerEpoch;
  private @Nullable Integer validationSteps;
  private @Nullable Integer validationBatchSize;
  private int validationFreq = 1;
  private int @Nullable [] validationEpochs;

  /** Starts options with validation data, to be passed on with the training data. */
  public static FitOptions validationOf(NDArray x, NDArray y) {
    return new FitOptions().validationData(x, y);
  }

  /** Returns a copy that can be changed without changing this one; data is shared. */
  public FitOptions copy() {
    FitOptions o = new FitOptions();
    o.samples = samples;
    o.batchSize = batchSize;
    o.epochs = epochs;
    o.verbose = verbose;
    o.callbacks = new ArrayList<>(callbacks);
    o.validationSplit = validationSplit;
    o.validation = validation;
    o.shuffle = shuffle;
    o.reshuffleEachEpoch = reshuffleEachEpoch;
    o.classWeight = classWeight;
    o.initialEpoch = initialEpoch;
    o.stepsPerEpoch = stepsPerEpoch;
    o.validationSteps = validationSteps;
    o.validationBatchSize = validationBatchSize;
    o.validationFreq = validationFreq;
    o.validationEpochs = validationEpochs;
    return o;
  }

  /** Sets the inputs, one array for each input of the model, all of the same length. */
  public FitOptions x(NDArray... inputs) {
    return x(Arrays.asList(inputs));
  }

  /** Sets the inputs, one array for each input of the model, all of the same length. */
  public FitOptions x(List<NDArray> inputs) {
    samples = samples.withX(inputs);
    return this;
  }

  /** Sets the inputs by the names of the model's inputs. */
  public FitOptions x(Map<String, NDArray> inputs) {
    samples = samples.withX(inputs);
    return this;
  }

  /** Returns the inputs. */
  public List<NDArray> x() {
    return samples.x();
  }

  /** Sets the targets, one array for each output of the model. */
  public FitOptions y(NDArray... targets) {
    return y(Arrays.asList(targets));
  }

  /** Sets the targets, one array for each output of the model. */
  public FitOptions y(List<NDArray> targets) {
    samples = samples.withY(targets);
    return this;
  }

  /** Sets the targets by the names of the model's outputs: those of the layers that end it. */
  public FitOptions y(Map<String, NDArray> targets) {
    samples = samples.withY(targets);
    return this;
  }

  /** Returns the targets. */
  public List<NDArray> y() {
    return samples.y();
  }

  /**
   * Sets a weight for each sample; several arrays are for several outputs, null for one whose
   * samples count 1. By default none.
   */
  public FitOptions sampleWeight(@Nullable NDArray... weights) {
    return sampleWeight(Arrays.asList(weights));
  }

  /** Sets a weight for each sample, one array, or null, for each output of the model. */
  public FitOptions sampleWeight(List<? extends @Nullable NDArray> weights) {
    samples = samples.withWeights(weights);
    return this;
  }

  /** Sets sample weights by the names of outputs; those that are not mentioned count 1. */
  public FitOptions sampleWeight(Map<String, NDArray> weights) {
    samples = samples.withWeights(weights);
    return this;
  }

  /** Returns the sample weights. */
  public List<NDArray> sampleWeight() {
    return samples.weights();
  }

  /** Sets a stream of batches instead of arrays. */
  public FitOptions dataset(Dataset d) {
    samples = samples.withStream(d);
    return this;
  }

  /** Returns the stream of batches, or null. */
  public @Nullable Dataset dataset() {
    return samples.stream();
  }

  /**
   * Sets the number of samples a step, at least 1. By default 32, or with {@link
   * #stepsPerEpoch(int)} what makes that many steps.
   */
  public FitOptions batchSize(int n) {
    batchSize = positive("batchSize", n);
    return this;
  }

  /** Returns the number of samples a step, or null for the default. */
  public @Nullable Integer batchSize() {
    return batchSize;
  }

  /** Sets the index after the last epoch, at least 1. By default 1. */
  public FitOptions epochs(int n) {
    epochs = positive("epochs", n);
    return this;
  }

  /** Returns the index after the last epoch. */
  public int epochs() {
    return epochs;
  }

  /** Sets what is printed: 0 nothing, 1 (the default) a progress bar, 2 one line an epoch. */
  public FitOptions verbose(int level) {
    if (level < 0 || level > 2) {
      throw bad("verbose", "0, 1 or 2", level);
    }
    verbose = level;
    return this;
  }

  /** Returns what is printed. */
  public int verbose() {
    return verbose;
  }

  /** Adds callbacks, after those added before. */
  public FitOptions callbacks(Callback... more) {
    return callbacks(Arrays.asList(more));
  }

  /** Adds callbacks, after those added before. */
  public FitOptions callbacks(List<? extends Callback> more) {
    callbacks.addAll(more);
    return this;
  }

  /** Returns the callbacks; they run in this order. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  /**
   * Sets the share of the training data, from the end and before shuffling, that is used for
   * validation; in [0, 1). By default 0. Ignored when there is validation data.
   */
  public FitOptions validationSplit(double share) {
    if (!(share >= 0 && share < 1)) {
      throw bad("validationSplit", "a number in [0, 1)", share);
    }
    validationSplit = share;
    return this;
  }

  /** Returns the share used for validation. */
  public double validationSplit() {
    return validationSplit;
  }

  /** Sets the data on which each epoch is validated. By default none. */
  public FitOptions validationData(NDArray xVal, NDArray yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch is validated, with weights. */
  public FitOptions validationData(NDArray xVal, NDArray yVal, NDArray weights) {
    return validationData(new FitOptions().x(xVal).y(yVal).sampleWeight(weights));
  }

  /** Sets the data on which each epoch of a model with several inputs or outputs is validated. */
  public FitOptions validationData(List<NDArray> xVal, List<NDArray> yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch of a model with several inputs is validated. */
  public FitOptions validationData(List<NDArray> xVal, NDArray yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch of a model with several outputs is validated. */
  public FitOptions validationData(NDArray xVal, List<NDArray> yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch is validated, by the names of inputs and outputs. */
  public FitOptions validationData(Map<String, NDArray> xVal, Map<String, NDArray> yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch is validated, by the names of inputs. */
  public FitOptions validationData(Map<String, NDArray> xVal, NDArray yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets the data on which each epoch is validated, by the names of outputs. */
  public FitOptions validationData(NDArray xVal, Map<String, NDArray> yVal) {
    return validationData(new FitOptions().x(xVal).y(yVal));
  }

  /** Sets a stream of batches on which each epoch is validated. */
  public FitOptions validationData(Dataset data) {
    return validationData(new FitOptions().dataset(data));
  }

  /**
   * Sets the data on which each epoch is validated: the x, y, weights or dataset of other options.
   */
  public FitOptions validationData(FitOptions data) {
    validation = data;
    return this;
  }

  /** Returns the validation data, or null. */
  public @Nullable FitOptions validationData() {
    return validation;
  }

  /** Sets whether all samples are shuffled before each epoch. By default true. */
  public FitOptions shuffle(boolean on) {
    return shuffle(on ? Shuffle.SAMPLES : Shuffle.NONE);
  }

  /**
   * Sets whether and how samples of arrays are shuffled before each epoch. By default {@link
   * Shuffle#SAMPLES}. The order of a {@link Dataset} is its own.
   *
   * <p>After {@link Keras#setRandomSeed} the order is that of Keras on TensorFlow after {@code
   * set_random_seed}: always the first one that the seed gives, in every epoch of every {@code
   * fit}. Without a seed each epoch has another one, as in Keras.
   *
   * @param s what is shuffled
   */
  public FitOptions shuffle(Shuffle s) {
    shuffle = Objects.requireNonNull(s, "shuffle");
    return this;
  }

  /**
   * Sets the same by Keras's text: {@code "batch"} for {@link Shuffle#BATCH}.
   *
   * @param s the text
   * @throws IllegalArgumentException for any other text
   */
  public FitOptions shuffle(String s) {
    if (!"batch".equals(s)) {
      throw bad("shuffle", "true, false or \"batch\"", s);
    }
    return shuffle(Shuffle.BATCH);
  }

  /** Returns how samples are shuffled. */
  public Shuffle shuffle() {
    return shuffle;
  }

  /**
   * Sets whether each epoch has an order of its own also after {@link Keras#setRandomSeed}; the
   * orders then depend on the seed, and on the {@code fit}s since. By default false, as Keras
   * repeats the first one. {@code tf.data} calls this {@code reshuffle_each_iteration}.
   */
  public FitOptions reshuffleEachEpoch(boolean on) {
    reshuffleEachEpoch = on;
    return this;
  }

  /** Returns whether each epoch has an order of its own also after a seed was set. */
  public boolean reshuffleEachEpoch() {
    return reshuffleEachEpoch;
  }

  /** Sets the weight of each class; classes that are not mentioned count 1. By default none. */
  public FitOptions classWeight(Map<Integer, Double> weights) {
    weights.forEach(
        (label, weight) -> Numbers.finite("fit", "the classWeight of class " + label, weight));
    classWeight = new TreeMap<>(weights);
    return this;
  }

  /** Returns the weights of classes. */
  public Map<Integer, Double> classWeight() {
    return classWeight;
  }

  /** Sets the first epoch, to go on where an earlier run ended. By default 0. */
  public FitOptions initialEpoch(int epoch) {
    if (epoch < 0) {
      throw bad("initialEpoch", "at least 0", epoch);
    }
    initialEpoch = epoch;
    return this;
  }

  /** Returns the first epoch. */
  public int initialEpoch() {
    return initialEpoch;
  }

  /** Sets how many batches make an epoch. By default all. */
  public FitOptions stepsPerEpoch(int n) {
    stepsPerEpoch = positive("stepsPerEpoch", n);
    return this;
  }

  /** Returns how many batches make an epoch, or null for all. */
  public @Nullable Integer stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** Sets how many batches a validation takes. By default all. */
  public FitOptions validationSteps(int n) {
    validationSteps = positive("validationSteps", n);
    return this;
  }

  /** Returns how many batches a validation takes, or null for all. */
  public @Nullable Integer validationSteps() {
    return validationSteps;
  }

  /** Sets the number of samples a validation step. By default the batch size of training. */
  public FitOptions validationBatchSize(int n) {
    validationBatchSize = positive("validationBatchSize", n);
    return this;
  }

  /** Returns the number of samples a validation step, or null for the default. */
  public @Nullable Integer validationBatchSize() {
    return validationBatchSize;
  }

  /**
   * Validates after every n-th epoch only, n at least 1. By default after each. Replaces {@link
   * #validationEpochs}.
   */
  public FitOptions validationFreq(int n) {
    validationFreq = positive("validationFreq", n);
    validationEpochs = null;
    return this;
  }

  /**
   * Validates after these epochs only, counted from 1; without any, never. Keras's {@code
   * validation_freq} with a list. Replaces {@link #validationFreq}.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public FitOptions validationEpochs(int... epochsFromOne) {
    for (int epoch : epochsFromOne) {
      positive("validationEpochs", epoch);
    }
    validationEpochs = epochsFromOne.clone();
    return this;
  }

  /** Returns whether the epoch, counted from 0, is followed by a validation. */
  public boolean validatesAfter(int epoch) {
    int number = epoch + 1;
    return validationEpochs == null
        ? number % validationFreq == 0
        : Arrays.stream(validationEpochs).anyMatch(e -> e == number);
  }

  /** Returns the data as it was given. */
  Samples samples() {
    return samples;
  }

  private static int positive(String name, int n) {
    if (n < 1) {
      throw bad(name, "at least 1", n);
    }
    return n;
  }

  private static IllegalArgumentException bad(String name, String expected, Object received) {
    return new IllegalArgumentException(
        "fit: " + name + " must be " + expected + "; received " + received);
  }
}
