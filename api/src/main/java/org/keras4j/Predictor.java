package org.keras4j;

import java.lang.ref.Cleaner;
import java.util.List;
import org.keras4j.internal.engine.FrozenModel;
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

  private final String name;
  private final FrozenModel model;
  private final List<Shape> inputs;
  private final List<Shape> outputs;
  private final Cleaner.Cleanable cleanable;

  Predictor(String name, FrozenModel model, List<Shape> inputs, List<Shape> outputs) {
    this.name = name;
    this.model = model;
    this.inputs = inputs;
    this.outputs = outputs;
    FrozenModel owned = model;
    this.cleanable = CLEANER.register(this, owned::close);
  }

  /** Returns the shape of the first input, with the batch dimension. */
  public Shape inputShape() {
    return inputs.get(0);
  }

  /** Returns the shape of the first output, with the batch dimension. */
  public Shape outputShape() {
    return outputs.get(0);
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
    float[] result = new float[elements(outputs.get(0), "output")];
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
    if (!model.takesSingleFloats()) {
      throw new IllegalArgumentException(
          "Model '"
              + name
              + "' takes "
              + inputs.size()
              + " inputs or other elements than floats; use predict with arrays");
    }
    check("sample", sample.length, elements(inputs.get(0), "input"));
    check("result", result.length, elements(outputs.get(0), "output"));
    model.runSingle(sample, result);
  }

  private void check(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "Predictor of model '"
              + name
              + "': the "
              + what
              + " must have "
              + expected
              + " elements; received "
              + length);
    }
  }

  private int elements(Shape shape, String what) {
    Shape sample = shape.dropBatch();
    if (!sample.isFullyKnown()) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " of model '"
              + name
              + "' has shape "
              + shape
              + ", so the size of one sample is unknown; use predict with arrays");
    }
    return Math.toIntExact(sample.size());
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
    if (batch.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "Model '" + name + "' has " + inputs.size() + " inputs; received " + batch.size());
    }
    for (int i = 0; i < batch.size(); i++) {
      Shape got = batch.get(i).shape();
      if (got.rank() == 0
          || !inputs
              .get(i)
              .withBatch(Shape.UNKNOWN)
              .isCompatibleWith(got.withBatch(Shape.UNKNOWN))) {
        throw new IllegalArgumentException(
            "Model '"
                + name
                + "' expects an input of shape "
                + inputs.get(i)
                + "; received "
                + got);
      }
      if (got.get(0) == 0 || got.get(0) != batch.get(0).shape().get(0)) {
        throw new IllegalArgumentException(
            "Predictor of model '"
                + name
                + "': "
                + (got.get(0) == 0
                    ? "the batch has no samples"
                    : "all inputs must have the same number of samples")
                + "; received an array of shape "
                + got);
      }
    }
    return model.run(batch);
  }

  /** Frees all native memory after the predictions that are running; safe to repeat. */
  @Override
  public void close() {
    cleanable.clean();
  }
}
