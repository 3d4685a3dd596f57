package org.keras4j.internal.training;

import org.jspecify.annotations.Nullable;
import org.keras4j.utils.Dataset;

/**
 * What a run goes over: arrays or a stream.
 *
 * @param arrays those, or null for a stream
 * @param batchSize the number of samples a step; of a stream it is its own
 * @param stream that, or null for arrays
 */
public record RunData(@Nullable ArrayData arrays, int batchSize, @Nullable Dataset stream) {

  /**
   * Returns arrays in batches: of the size that is given, or that makes so many steps, or of 32; as
   * in Keras.
   */
  public static RunData of(ArrayData arrays, @Nullable Integer batchSize, @Nullable Integer steps) {
    return new RunData(arrays, ArraySource.batchSize(arrays, batchSize, steps), null);
  }

  /** Returns a stream. */
  public static RunData of(Dataset stream) {
    return new RunData(null, ArraySource.DEFAULT_BATCH, stream);
  }
}
