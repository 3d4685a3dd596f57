package org.keras4j.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, also after a power failure. */
public final class AtomicFiles {

  /** As on Linux. */
  private static final int MOST_LINKS = 40;

  private AtomicFiles() {}

  /** Writes a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes the file at this place, where there is an empty one. */
    void write(Path file) throws IOException;
  }

  /**
   * Replaces a file at once: whoever reads it, and whenever the process or the machine ends, there
   * is the old file or the whole new one. Makes the folders it is in.
   *
   * <p>A symbolic link stays, and what it leads to is replaced; the permissions of an existing file
   * stay, too. What writers that were killed have left in the same folder is removed.
   */
  public static void replace(Path file, Writer writer) throws IOException {
    Path target = behindLinks(file.toAbsolutePath());
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(file + " is a folder; a file name is needed");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new AccessDeniedException(target.toString(), null, "it may not be written");
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    TemporaryFiles.removeStale(folder);
    // Not by createTempFile, which makes files that nobody else may read.
    Path temporary = Files.createFile(TemporaryFiles.beside(target));
    try {
      keepPermissions(target, temporary);
      writer.write(temporary);
      // Without this a machine that fails may keep the new name and not what is in it.
      UninterruptedFile.flush(temporary);
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
      flushFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Follows links, of which the last may lead to nothing yet. */
  public static Path behindLinks(Path file) throws IOException {
    Path target = file;
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.exists(from) && Files.getFileStore(to).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static void flushFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows and some network file systems have no such thing.
    }
  }
}
