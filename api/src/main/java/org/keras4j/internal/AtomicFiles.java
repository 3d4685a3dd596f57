package org.keras4j.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are there whole or not at all. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Writes a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes the file at this place, where there is an empty one. */
    void write(Path file) throws IOException;
  }

  /**
   * Replaces a file at once: whoever reads it, and whenever the process ends, there is the old file
   * or the whole new one. Makes the folders it is in.
   */
  public static void replace(Path file, Writer writer) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; a file name is needed");
    }
    Files.createDirectories(folder);
    // Not by createTempFile, which makes files that nobody else may read.
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary =
        Files.createFile(folder.resolve("." + file.getFileName() + "." + unique + ".tmp"));
    try {
      writer.write(temporary);
      try {
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
