package org.keras4j.examples.pictures;

import java.io.Serial;

/** A picture cannot be drawn or written; the message tells why and what to do. */
public final class NoPictureException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  NoPictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
