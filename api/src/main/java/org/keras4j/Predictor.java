package org.keras4j;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import org.keras4j.core.Signature;
import org.keras4j.internal.engine.ServedGraph;
import org.keras4j.internal.serving.Inputs;
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
public final class Predictor implements AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final ServedGraph graph;
  private final Inputs inputs;
  private final Cleaner.Cleanable cleanable;

  /** Takes over a graph: closing the predictor closes it. */
  Predictor(ServedGraph graph) {
    this.graph = graph;
    this.inputs = new Inputs(graph.signature());
    this.cleanable = CLEANER.register(this, graph::close);
  }

  /** Returns names, shapes and element types of the inputs and outputs. */
  public Signature describe() {
    return graph.signature();
  }

  /** Returns the shape of the first input, with the batch dimension. */
  public Shape inputShape() {
    return describe().inputs().get(0).shape();
  }

  /** Returns the shape of the first output, with the batch dimension. */
  public Shape outputShape() {
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
  public float[] predict(float[] sample) {
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
  public void predict(float[] sample, float[] result) {
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
  public NDArray predict(NDArray batch) {
    return predict(List.of(batch)).get(0);
  }

  /**
   * Returns every output for a batch, given one array for each input.
   *
   * @throws IllegalArgumentException if number or shapes of the arrays are not those of the inputs,
   *     or there are no samples
   */
  public List<NDArray> predict(List<NDArray> batch) {
    try {
      return graph.run(inputs.batch(batch));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Frees all native memory after the predictions that are running; safe to repeat. */
  @Override
  public void close() {
    cleanable.clean();
  }
}
