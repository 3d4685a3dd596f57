package org.keras4j.tuner;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import org.keras4j.internal.FileErrors;

/** Something of the search could not be saved: it ends, as later trials would be lost, too. */
final class SavingException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1L;

  private SavingException(String message, IOException cause) {
    super(message, cause);
  }

  static SavingException of(String what, IOException e) {
    return new SavingException(
        what
            + ": "
            + FileErrors.reason(e)
            + ". Make room there, or see to it that it may be written; a search of the same"
            + " project goes on with it",
        e);
  }
}
