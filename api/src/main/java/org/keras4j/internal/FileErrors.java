package org.keras4j.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** Says in words why a file could not be read or written. */
public final class FileErrors {

  private FileErrors() {}

  /**
   * Returns the reason, as the end of a sentence; Java's own messages are often nothing but the
   * name of a file.
   */
  public static String reason(Throwable e) {
    Throwable cause = e.getCause();
    if (e instanceof UncheckedIOException && cause != null) {
      return reason(cause);
    }
    if (e instanceof FileSystemException f) {
      String why = f.getReason() == null ? kind(f) : f.getReason();
      return f.getFile() == null ? why : f.getFile() + ": " + why;
    }
    if (e instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Returns an exception whose message ends in the reason. */
  public static UncheckedIOException unchecked(String what, IOException e) {
    return new UncheckedIOException(what + ": " + reason(e), e);
  }

  private static String kind(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already, perhaps as another kind of file";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links form a cycle";
    }
    return e.getClass().getSimpleName();
  }
}
