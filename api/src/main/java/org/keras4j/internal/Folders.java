package org.keras4j.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out before hours of training whether their results can be written. */
public final class Folders {

  private Folders() {}

  /**
   * Refuses a folder that is not writable, or cannot be made.
   *
   * @param who what is going to write, the beginning of the error
   * @throws IllegalArgumentException naming the folder that is in the way
   */
  public static void requireWritable(String who, Path folder) {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      @Nullable Path parent = existing.getParent();
      if (parent == null) {
        return;
      }
      existing = parent;
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IllegalArgumentException(
          who
              + " cannot write into "
              + folder
              + ": "
              + existing
              + (Files.isDirectory(existing) ? " is not writable" : " is not a folder"));
    }
  }
}
