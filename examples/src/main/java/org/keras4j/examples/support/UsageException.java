package org.keras4j.examples.support;

import java.io.Serial;

/** The person typed something that the program does not understand; the message tells what. */
public final class UsageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Makes the exception; its message is all that is shown. */
  public UsageException(String message) {
    super(message);
  }

  /** Makes the exception with the message of another. */
  public UsageException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
