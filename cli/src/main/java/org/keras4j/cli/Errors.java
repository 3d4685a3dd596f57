package org.keras4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;

/** Tells what users can mend from what is for those who mend this program. */
final class Errors {

  private Errors() {}

  /** Returns what to tell users, null if it is nothing that they can mend. */
  static @Nullable String message(Exception e) {
    if (e instanceof IOException) {
      return FileErrors.reason(e);
    }
    if (e instanceof UncheckedIOException io) {
      // Without a message of its own it has the name of the cause's class.
      return String.valueOf(io.getCause()).equals(io.getMessage())
          ? FileErrors.reason(io)
          : io.getMessage();
    }
    // The library's errors say what is wrong and what to do.
    return e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UnsupportedOperationException
            || e instanceof FailedException
            || isOfTensorFlow(e)
        ? e.getMessage()
        : null;
  }

  /** By name, as its exceptions are in the native library, which may be what is missing. */
  private static boolean isOfTensorFlow(Exception e) {
    return e.getClass().getName().startsWith("org.tensorflow.exceptions.");
  }

  static FailedException of(OutOfMemoryError e) {
    return new FailedException(
        String.format(
            Locale.ROOT,
            "There is not enough memory: %s. The heap has up to %,d MB; raise it with the"
                + " environment variable JAVA_TOOL_OPTIONS, as in -Xmx8g",
            e.getMessage(),
            Runtime.getRuntime().maxMemory() >> 20),
        e);
  }

  static FailedException of(LinkageError e) {
    return new FailedException(
        "TensorFlow's native library cannot be used: "
            + e
            + ". The subcommand doctor says what this machine lacks",
        e);
  }
}
