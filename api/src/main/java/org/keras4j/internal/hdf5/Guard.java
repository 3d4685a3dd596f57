package org.keras4j.internal.hdf5;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;

/** Makes exceptions that name the file and the place in it. */
record Guard(String file) {

  /** Reads something. */
  @FunctionalInterface
  interface Read<T> {
    T read() throws IOException;
  }

  /** Calls what reads at a place, such as {@code /layers/dense}. */
  <T> T at(String place, Read<T> read) throws IOException {
    try {
      return read.read();
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      throw new Refused(file, place, FileErrors.reason(e), e);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // What reads past the end of a part.
      throw new Refused(file, place, "it is damaged: a part of it is too short", e);
    }
  }

  /** Makes an exception about a place. */
  IOException refused(String place, String problem) {
    return new Refused(file, place, problem, null);
  }

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String file, String place, String problem, @Nullable Throwable cause) {
      super(file + (place.isEmpty() ? "" : ", " + place) + ": " + problem, cause);
    }
  }
}
