package org.keras4j.utils;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;

/**
 * A stream of batches, for data that does not fit in memory or is made on the fly.
 *
 * <p>Every pass over the data asks for a new iterator. Batches are not shuffled: the stream decides
 * their order. Shapes may differ from batch to batch where the model leaves a dimension open; each
 * shape gets a graph of its own, so there should be few.
 */
@FunctionalInterface
public interface Dataset {

  /**
   * One batch.
   *
   * @param x inputs, one array for each input of the model, all with the same number of rows
   * @param y targets, one for each output; may be empty for prediction
   * @param sampleWeight weights, or empty
   */
  record Batch(List<NDArray> x, List<NDArray> y, List<NDArray> sampleWeight) {

    /** Makes a batch of one input and one target. */
    public static Batch of(NDArray x, NDArray y) {
      return of(List.of(x), List.of(y));
    }

    /** Makes a batch of one array for each input and one for each target. */
    public static Batch of(List<NDArray> x, List<NDArray> y) {
      return new Batch(x, y, List.of());
    }
  }

  /**
   * Starts a pass over the data. An iterator that is {@code AutoCloseable} is closed at its end.
   */
  Iterator<Batch> iterator();

  /** Returns the number of batches a pass, or null if it is unknown. */
  default @Nullable Integer steps() {
    return null;
  }
}
