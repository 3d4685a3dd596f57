package org.keras4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFoldersTest {

  @TempDir Path temp;

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(p -> !p.equals(folder))
          .map(p -> folder.relativize(p).toString())
          .sorted()
          .toList();
    }
  }

  private static void write(Path folder, String file) throws IOException {
    AtomicFolders.replace(
        folder,
        f -> {
          Files.createDirectory(f.resolve("inner"));
          Files.writeString(f.resolve("inner/" + file), file);
        });
  }

  @Test
  void theOldFolderIsReplacedWithAllThatIsInIt() throws IOException {
    Path folder = temp.resolve("a/b");
    write(folder, "one");
    write(folder, "two");
    assertEquals(List.of("a", "a/b", "a/b/inner", "a/b/inner/two"), files(temp));
  }

  @Test
  void aWriterThatFailsLeavesTheOldFolderAlone() throws IOException {
    Path folder = temp.resolve("m");
    write(folder, "one");
    assertThrows(
        IOException.class,
        () ->
            AtomicFolders.replace(
                folder,
                f -> {
                  Files.writeString(f.resolve("half"), "half");
                  throw new IOException("No space left on device");
                }));
    assertEquals(List.of("m", "m/inner", "m/inner/one"), files(temp));
  }

  @Test
  void whatKilledWritersHaveLeftIsRemoved() throws IOException {
    Path abandoned = Files.createDirectory(temp.resolve(".m.1f-2-4.tmp"));
    Files.createDirectory(abandoned.resolve("variables"));
    Files.writeString(abandoned.resolve("variables/part"), "part");
    Path elsewhere = Files.createDirectory(temp.resolve(".m.1f-2-3.tmp"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(abandoned, old);
    write(temp.resolve("m"), "one");
    assertFalse(Files.exists(abandoned));
    assertTrue(Files.exists(elsewhere));
  }

  @Test
  void theRootOfAFileSystemIsRefused() {
    Path root = temp.getRoot();
    assertThrows(IOException.class, () -> AtomicFolders.replace(root, f -> {}));
  }
}
