package org.keras4j.internal.training;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;

/** Where batches come from: arrays in memory or a stream. */
interface BatchSource {

  /** Returns what the batches consist of. */
  BatchSpec spec();

  /** Returns the number of batches a pass, or null if unknown. */
  @Nullable Integer steps();

  /** Starts a pass over the data. */
  Pass start();

  /** One pass over the data. */
  interface Pass extends AutoCloseable {

    /** Returns the next batch, valid until the next call, or null at the end. */
    @Nullable Batch next();

    @Override
    void close();
  }
}
