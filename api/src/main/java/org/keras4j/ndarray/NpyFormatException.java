package org.keras4j.ndarray;

import java.io.IOException;
import java.io.Serial;

/** Thrown when a {@code .npy} or {@code .npz} file is damaged or holds what arrays cannot hold. */
public final class NpyFormatException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which file, what is wrong, and what was expected
   */
  public NpyFormatException(String message) {
    super(message);
  }
}
