package org.keras4j.datasets;

import java.io.Serial;

/**
 * Thrown when a data set is neither in the cache nor can be downloaded. The message names the
 * address, the place in the cache, what was tried, and what to do. A program that can do without
 * may catch it and take {@link Digits} instead.
 */
public final class DatasetUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is missing and what to do
   * @param cause the last failure
   */
  public DatasetUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
