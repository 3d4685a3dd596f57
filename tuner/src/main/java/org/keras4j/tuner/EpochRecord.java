package org.keras4j.tuner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one epoch of a training logged.
 *
 * @param epoch the epoch, counted from 0
 * @param logs the loss and metrics by name, in their order; without validation metrics where the
 *     epoch was not validated
 */
public record EpochRecord(int epoch, Map<String, Double> logs) {
  /**
   * Keeps a copy of the logs.
   *
   * @param epoch the epoch, counted from 0
   * @param logs the loss and metrics by name
   */
  public EpochRecord {
    Objects.requireNonNull(logs, "logs");
    logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
  }
}
