package org.keras4j.examples.support;

import java.io.Serial;

/** Something outside the program is in the way; the message is all that a person needs to know. */
public final class FailedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; its message is all that is shown. */
  public FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
