package org.keras4j.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are there with all their files or not at all. */
public final class AtomicFolders {

  private AtomicFolders() {}

  /** Writes the files of a folder. */
  @FunctionalInterface
  public interface Writer {
    /** Writes into this folder, which is there and empty. */
    void write(Path folder) throws IOException;
  }

  /**
   * Replaces a folder with all that is in it by a new one. Whoever looks sees the old folder, or
   * the whole new one, or for a moment between two moves none. If writing fails, the old one stays.
   * Makes the folders it is in; a symbolic link stays, and what it leads to is replaced.
   */
  public static void replace(Path folder, Writer writer) throws IOException {
    Path target =
        Files.exists(folder)
            ? folder.toRealPath()
            : AtomicFiles.behindLinks(folder.toAbsolutePath().normalize());
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(folder + " is the root of a file system, which cannot be replaced");
    }
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    TemporaryFiles.removeStale(parent);
    Path temporary = Files.createDirectory(TemporaryFiles.beside(target));
    try {
      writer.write(temporary);
      for (Path file : contents(temporary)) {
        if (Files.isRegularFile(file)) {
          UninterruptedFile.flush(file);
        }
      }
      putInPlace(temporary, target);
    } finally {
      deleteTree(temporary);
    }
  }

  private static void putInPlace(Path made, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.move(made, target);
      return;
    }
    Path old = TemporaryFiles.beside(target);
    // Another ending: should the process end between the moves, nobody tidies the old one away.
    old = old.resolveSibling(String.valueOf(old.getFileName()).replaceFirst("\\.tmp$", ".old"));
    Files.move(target, old);
    try {
      Files.move(made, target);
    } catch (IOException | RuntimeException e) {
      Files.move(old, target);
      throw e;
    }
    deleteTree(old);
  }

  /** Deletes a file or a folder with all that is in it, following no links; fine if it is gone. */
  static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : contents(folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns a folder and what is in it, the innermost first. */
  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
