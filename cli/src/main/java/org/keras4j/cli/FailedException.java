package org.keras4j.cli;

import java.io.Serial;

/** Something that the user can mend, said in one sentence. */
final class FailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }

  FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
