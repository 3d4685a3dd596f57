package org.keras4j;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.keras4j.core.Signature;
import org.keras4j.internal.Names;
import org.keras4j.internal.engine.ServedGraph;
import org.keras4j.internal.serving.Inputs;
import org.keras4j.internal.serving.RequestBatcher;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * A snapshot of a trained model for serving: {@link Model#predictor()}.
 *
 * <p>Immutable: training the model further does not change it, nor does closing the model.
 * Thread-safe: any number of threads may call it at once. Silent. Dropout and augmentation are
 * gone. A layer that draws random numbers in inference, too, draws others at each call, from the
 * state that its generator had when the predictor was made, and leaves that of the model alone.
 * Close it to free its native memory.
 *
 * <pre id="snippet-predictor">{@code
 * try (Predictor p = model.predictor()) {
 *   float[] probabilities = p.predict(pixels);
 * }
 * }</pre>
 */
public sealed class Predictor implements AutoCloseable permits BatchingPredictor {

  private static final Cleaner CLEANER = Cleaner.create();
  private static final int MOST_QUEUED = 1_000_000_000;
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  private final ServedGraph graph;
  private final Metadata metadata;
  private final Inputs inputs;
  private final Cleaner.Cleanable cleanable;

  /** Takes over a graph: closing the predictor closes it. */
  Predictor(ServedGraph graph, Metadata metadata) {
    this.graph = graph;
    this.metadata = metadata;
    this.inputs = new Inputs(graph.signature());
    this.cleanable = CLEANER.register(this, graph::close);
  }

  /**
   * Makes a predictor from a file: a {@code .keras} one, a legacy {@code .h5} one, or the folder of
   * a SavedModel. Nothing is compiled, and no state of an optimizer is kept.
   *
   * <pre id="snippet-predictor-load">{@code
   * try (Predictor p = Predictor.load(folder.resolve("price.keras"))) {
   *   NDArray prices = p.predict(x);
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException as {@link Keras#loadModel} and {@link Keras#loadSavedModel} do
   * @throws java.io.UncheckedIOException if the file cannot be read or is damaged
   */
  public static Predictor load(Path file) {
    if (Files.isDirectory(file)) {
      return Keras.loadSavedModel(file);
    }
    return ModelFiles.predictor(file);
  }

  /** Makes a predictor from a file; see {@link #load(Path)}. */
  public static Predictor load(String file) {
    return load(Path.of(file));
  }

  /**
   * Returns names, shapes and element types of the inputs and outputs.
   *
   * <pre id="snippet-predictor-describe">{@code
   * // digits(image: float32 (None, 784)) -> (digit: float32 (None, 10))
   * System.out.println(p.describe());
   * }</pre>
   */
  public final Signature describe() {
    return graph.signature();
  }

  /** Returns what {@link Model#metadata()} was when the predictor was made. */
  public final Metadata metadata() {
    return metadata;
  }

  /** Returns the shape of the first input, with the batch dimension. */
  public final Shape inputShape() {
    return describe().inputs().get(0).shape();
  }

  /** Returns the shape of the first output, with the batch dimension. */
  public final Shape outputShape() {
    return describe().outputs().get(0).shape();
  }

  /**
   * Returns the first output for one sample.
   *
   * @param sample the elements of one sample in row-major order
   * @throws IllegalArgumentException if their number is not that of one sample
   * @throws IllegalStateException if a layer has changed the number of samples, so that there is no
   *     one output for it
   */
  public final float[] predict(float[] sample) {
    float[] result = new float[inputs.resultLength()];
    predict(sample, result);
    return result;
  }

  /**
   * Computes the first output for one sample into an array that the caller keeps, for hot loops.
   *
   * @param sample the elements of one sample in row-major order
   * @param result receives the output; as long as the output of one sample
   * @throws IllegalArgumentException if a length is wrong
   * @throws IllegalStateException if a layer has changed the number of samples; the result stays as
   *     it is
   */
  public final void predict(float[] sample, float[] result) {
    inputs.sample(sample.length);
    inputs.result(result.length);
    try {
      graph.runSingle(sample, result);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Returns the first output for a batch.
   *
   * @param batch shape {@code (samples, …)}
   */
  public final NDArray predict(NDArray batch) {
    return predict(List.of(batch)).get(0);
  }

  /**
   * Returns every output for a batch, given one array for each input.
   *
   * @throws IllegalArgumentException if number or shapes of the arrays are not those of the inputs,
   *     or there are no samples
   */
  public final List<NDArray> predict(List<NDArray> batch) {
    try {
      return graph.run(inputs.batch(batch));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Returns every output for a batch, with the inputs by their names.
   *
   * @throws IllegalArgumentException for a name that is not there or one without an array, listing
   *     the names; or if the arrays do not fit the inputs
   */
  public final List<NDArray> predict(Map<String, NDArray> batch) {
    return predict(inputs.inOrder(batch));
  }

  /**
   * Returns the outputs for a batch by their names, with the inputs by theirs.
   *
   * <pre id="snippet-predictor-by-name">{@code
   * Map<String, NDArray> predicted = p.predictByName(Map.of("features", x));
   * NDArray prices = predicted.get("price");
   * }</pre>
   *
   * @throws IllegalArgumentException for a name that is not there or one without an array, listing
   *     the names; or if the arrays do not fit the inputs, or outputs have no names of their own
   */
  public final Map<String, NDArray> predictByName(Map<String, NDArray> batch) {
    return Names.byName(
        "Predictor of model '" + describe().name() + "'", describe().outputNames(), predict(batch));
  }

  /**
   * Returns the first output for one sample, both without the batch dimension.
   *
   * <pre id="snippet-predictor-one">{@code
   * NDArray image = NDArray.zeros(28, 28, 1);
   * NDArray probabilities = p.predictOne(image); // shape (10,)
   * int digit = probabilities.argmax();
   * }</pre>
   *
   * @param sample shape of the input without the batch dimension
   * @throws IllegalArgumentException if the model has several inputs or the shape is not that of
   *     one sample
   * @throws IllegalStateException if a layer has changed the number of samples, so that there is no
   *     one output for it
   */
  public final NDArray predictOne(NDArray sample) {
    NDArray output = predict(inputs.one(sample));
    return inputs.oneOutput(output);
  }

  /**
   * Returns the first output for the samples in a buffer, direct or not: as many as it has elements
   * for.
   *
   * @param samples elements of whole samples in row-major order, from position to limit, which stay
   *     as they are
   * @throws IllegalArgumentException if the buffer is empty or ends within a sample, the model has
   *     several inputs, the size of a sample is open, or the input is of whole numbers
   */
  public final NDArray predict(FloatBuffer samples) {
    return predict(inputs.rows(samples));
  }

  /**
   * Returns the first output for a batch that is given as a Java array.
   *
   * <pre id="snippet-predictor-rows">{@code
   * float[][] flowers = {{5.1f, 3.5f}, {6.2f, 2.9f}};
   * NDArray probabilities = p.predict(flowers); // shape (2, 3)
   * }</pre>
   *
   * @param batch the samples along the first axis
   * @throws IllegalArgumentException if the model has several inputs, shapes are not those of its
   *     input, rows differ in length, there are no samples, or the input is of whole numbers
   */
  public final NDArray predict(float[][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(float[][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(float[][][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, rounded to the type of the input; see {@link
   * #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(double[][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, rounded to the type of the input; see {@link
   * #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(double[][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, rounded to the type of the input; see {@link
   * #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(double[][][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(int[][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(int[][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(int[][][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, numbers from 0 to 255; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(byte[][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, numbers from 0 to 255; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(byte[][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns the first output for a batch, numbers from 0 to 255; see {@link #predict(float[][])}.
   *
   * @param batch the samples along the first axis
   */
  public final NDArray predict(byte[][][][] batch) {
    return predict(inputs.typed(() -> NDArray.of(batch)));
  }

  /**
   * Returns a predictor that merges requests of many threads into few runs, of which up to 16 times
   * {@code maxBatch} samples may wait.
   *
   * <pre id="snippet-batching">{@code
   * try (Predictor p = model.predictor();
   *     BatchingPredictor batching = p.batching(16, Duration.ofMillis(2))) {
   *   float[] probabilities = batching.predict(pixels); // by any number of threads
   * }
   * }</pre>
   *
   * <p>It pays off where many threads ask for single samples. A thread that is alone waits up to
   * {@code maxWait} longer; so do all if fewer threads ask at once than {@code maxBatch}.
   *
   * @param maxBatch the largest number of samples in one run, at least 1
   * @param maxWait how long a request waits for others at most; zero to take what is there
   * @throws IllegalArgumentException if an argument is out of range
   */
  public final BatchingPredictor batching(int maxBatch, Duration maxWait) {
    return batching(maxBatch, maxWait, (int) Math.min(16L * maxBatch, MOST_QUEUED));
  }

  /**
   * Returns a predictor that merges requests of many threads into few runs; see {@link
   * #batching(int, Duration)}.
   *
   * @param maxBatch the largest number of samples in one run, at least 1
   * @param maxWait how long a request waits for others at most
   * @param maxQueued the largest number of samples that wait, from {@code maxBatch} to a billion
   * @throws IllegalArgumentException if an argument is out of range
   */
  public final BatchingPredictor batching(int maxBatch, Duration maxWait, int maxQueued) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be at least 1; received " + maxBatch);
    }
    if (maxWait.isNegative() || maxWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "maxWait must be from 0 to " + LONGEST_WAIT.toDays() + " days; received " + maxWait);
    }
    if (maxQueued < maxBatch || maxQueued > MOST_QUEUED) {
      throw new IllegalArgumentException(
          "maxQueued must be from maxBatch, "
              + maxBatch
              + ", to "
              + MOST_QUEUED
              + "; received "
              + maxQueued);
    }
    return new BatchingPredictor(
        new RequestBatcher(graph, this, maxBatch, maxWait.toNanos(), maxQueued), metadata);
  }

  final Inputs inputs() {
    return inputs;
  }

  /** Frees all native memory after the predictions that are running; safe to repeat. */
  @Override
  public final void close() {
    cleanable.clean();
  }
}
