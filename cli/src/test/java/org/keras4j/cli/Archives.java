package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Changes what is in {@code .keras} files. */
final class Archives {

  private Archives() {}

  /** Changes the text of one file in an archive. */
  static void edit(Path archive, String name, UnaryOperator<String> change) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(archive)) {
      Path file = files.getPath(name);
      Files.writeString(file, change.apply(Files.readString(file)));
    }
  }
}
