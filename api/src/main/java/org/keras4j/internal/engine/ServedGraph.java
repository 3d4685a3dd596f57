package org.keras4j.internal.engine;

import java.util.List;
import org.keras4j.core.Signature;
import org.keras4j.ndarray.NDArray;

/**
 * A graph that computes outputs from inputs: what stands behind a predictor. Any number of threads
 * may run it at once.
 */
public interface ServedGraph extends AutoCloseable {

  /** Returns what the graph takes and gives. */
  Signature signature();

  /**
   * Returns every output for a batch.
   *
   * @param batch one array for each input, of its type and of a shape that fits its own, all with
   *     the same number of samples
   * @throws IllegalStateException if the graph is closed
   */
  List<NDArray> run(List<NDArray> batch);

  /**
   * Computes the first output for one sample. Called only where there is one input and both it and
   * the first output are of 32-bit floats.
   *
   * @param sample as many elements as a sample of the input has
   * @param result receives the output; as many elements as the output declares
   * @throws IllegalStateException if the graph is closed, or computes another number of elements;
   *     the result then stays as it is
   */
  void runSingle(float[] sample, float[] result);

  /** Makes the exception for an output that is not one for one sample. */
  static IllegalStateException wrongResult(Signature signature, long expected, long computed) {
    return new IllegalStateException(
        "The predictor of model '"
            + signature.name()
            + "' expects "
            + expected
            + " output elements for one sample; the model has computed "
            + computed
            + ", so a layer changes the number of samples or gives another shape than it declares."
            + " Use predict with arrays");
  }

  /** Waits for what is running and frees all native memory. Safe to repeat. */
  @Override
  void close();
}
