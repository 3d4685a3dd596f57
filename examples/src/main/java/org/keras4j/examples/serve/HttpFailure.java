package org.keras4j.examples.serve;

import java.io.Serial;

/** A request that cannot be answered; the message goes to the client. */
final class HttpFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int status;

  HttpFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
