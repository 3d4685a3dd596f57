package org.keras4j.tuner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serial;
import org.keras4j.tuner.internal.TrialReport.Failure;

/** What made a trial fail on another machine; it prints the stack trace of there. */
final class RemoteTrialException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String trace;

  RemoteTrialException(Failure failure) {
    super(failure.message());
    trace = failure.trace();
  }

  @Override
  public void printStackTrace(PrintStream stream) {
    stream.print(trace);
  }

  @Override
  public void printStackTrace(PrintWriter writer) {
    writer.print(trace);
  }
}
