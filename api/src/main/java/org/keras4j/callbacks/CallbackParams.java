package org.keras4j.callbacks;

import org.jspecify.annotations.Nullable;

/**
 * What a run is like.
 *
 * @param verbose 0 silent, 1 progress bar, 2 one line an epoch
 * @param epochs index after the last epoch
 * @param steps batches an epoch, or null if that is unknown
 */
public record CallbackParams(int verbose, int epochs, @Nullable Integer steps) {}
