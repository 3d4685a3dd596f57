package org.keras4j.internal.training;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;

/** Where batches come from: arrays in memory or a stream. Used by one thread. */
interface BatchSource extends AutoCloseable {

  /** Returns what the last batch consists of, or the first one before that was taken. */
  BatchSpec spec();

  /** Returns the number of batches a pass, or null if unknown. */
  @Nullable Integer steps();

  /** Starts a pass over the data, ending the one before. */
  void start();

  /** Goes over a pass whose batches are not wanted: the next one is like after it. */
  default void passOver() {
    start();
    Batch passed = next();
    while (passed != null) {
      passed = next();
    }
  }

  /** Returns the next batch of the pass, valid until the next call, or null at its end. */
  @Nullable Batch next();

  /** Ends everything that runs and frees native memory. Safe to repeat. */
  @Override
  void close();
}
