package org.keras4j.examples.support;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where an example leaves its files: the folder that {@code --output} names. */
public final class OutputFolder {

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder and tries to write into it, so that nobody waits for a training whose picture
   * cannot be kept.
   *
   * @throws FailedException if that cannot be done
   */
  public static OutputFolder at(String name) {
    try {
      Path folder = Path.of(name);
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", null));
      return new OutputFolder(folder);
    } catch (IOException | InvalidPathException e) {
      throw new FailedException(
          "cannot write into the folder "
              + name
              + " ("
              + reason(e)
              + "); name another with --output FOLDER",
          e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof FileAlreadyExistsException
        ? "it is a file"
        : e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }

  /** Returns the place of a file in the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }
}
