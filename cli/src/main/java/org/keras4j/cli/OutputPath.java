package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;

/** Looks at a place before the work begins whose result goes there: work can take hours. */
final class OutputPath {

  private OutputPath() {}

  /**
   * Asserts that a file can be written, whose folders are made.
   *
   * @throws FailedException if it cannot
   */
  static void requireFile(Path file) {
    Path target = target(file);
    if (Files.isDirectory(target)) {
      throw new FailedException(file + " is a folder; give the name of a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FailedException(file + " is a device or a pipe; give the name of a file");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new FailedException(file + " cannot be written: permission denied");
    }
    requireIn(target, file);
  }

  /**
   * Asserts that a folder can be made, with those it is in.
   *
   * @throws FailedException if it cannot
   */
  static void requireFolder(Path folder) {
    Path target = target(folder);
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new FailedException(folder + " is a file; give the name of a folder");
    }
    requireIn(target, folder);
  }

  /**
   * Returns where a path leads to, without links and {@code ..}; there may be nothing yet. A path
   * whose links form a cycle leads nowhere else: to read or write it tells so.
   */
  static Path place(Path path) {
    try {
      Path target = AtomicFiles.behindLinks(path.toAbsolutePath());
      Path there = existing(target);
      return there.toRealPath().resolve(missing(there, target)).normalize();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Returns whether nothing of one's own can be in a place: a file, made or not, or a model. */
  static boolean isOneThing(Path place) {
    // Another folder is a mistake, of which whoever needs a file there tells more.
    return !Files.isDirectory(place) || Files.exists(place.resolve("saved_model.pb"));
  }

  /** Tries it out: neither permissions nor the kind of the file system tell for sure. */
  private static void requireIn(Path target, Path asGiven) {
    Path parent = target.getParent();
    if (parent == null) {
      throw new FailedException(asGiven + " is the root of a file system; give another name");
    }
    Path folder = existing(parent);
    if (!Files.isDirectory(folder)) {
      throw new FailedException(asGiven + " cannot be written: " + folder + " is no folder");
    }
    Path missing = missing(existing(target), target);
    for (Path name : missing) {
      if (name.toString().equals("..")) {
        throw new FailedException(
            String.format(
                Locale.ROOT,
                "%s cannot be written: there is no folder %s, which .. could lead out of",
                asGiven,
                folder.resolve(missing.getName(0))));
      }
    }
    try {
      Files.delete(Files.createTempFile(folder, ".keras4j", ".tmp"));
    } catch (IOException e) {
      // Its message names the file that was tried, which says nothing to users.
      throw new FailedException(
          asGiven + " cannot be written: nothing can be made in " + folder, e);
    }
  }

  /**
   * Returns the path or the nearest folder above it that there is, or a link that leads nowhere.
   */
  private static Path existing(Path path) {
    Path at = path;
    for (Path up = at; up != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS); ) {
      at = up;
      up = up.getParent();
    }
    return at;
  }

  /** Returns the names of a path below what there is of it; not relativize, which drops "..". */
  private static Path missing(Path there, Path path) {
    int names = there.getNameCount();
    return names == path.getNameCount()
        ? path.getFileSystem().getPath("")
        : path.subpath(names, path.getNameCount());
  }

  private static Path target(Path path) {
    try {
      return AtomicFiles.behindLinks(path.toAbsolutePath());
    } catch (IOException e) {
      throw new FailedException(path + " cannot be written: " + FileErrors.reason(e), e);
    }
  }
}
