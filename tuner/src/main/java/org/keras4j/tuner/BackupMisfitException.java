package org.keras4j.tuner;

import java.io.Serial;

/** A trial cannot go on from its backup: it is run again from its start. */
final class BackupMisfitException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BackupMisfitException(String message) {
    super(message);
  }

  BackupMisfitException(String message, Throwable cause) {
    super(message, cause);
  }
}
