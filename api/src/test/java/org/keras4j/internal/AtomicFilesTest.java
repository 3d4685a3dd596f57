package org.keras4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;

class AtomicFilesTest {

  @TempDir Path dir;

  private static void write(Path file, String text) throws IOException {
    AtomicFiles.replace(file, f -> Files.writeString(f, text));
  }

  private List<String> files(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private Path link(String name, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(dir.resolve(name), target);
    } catch (FileSystemException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here: " + e);
      throw e;
    }
  }

  @Test
  void aLinkStaysAndItsTargetKeepsItsMode() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("store"));
    Path target = Files.writeString(folder.resolve("v1"), "old");
    boolean posix = Files.getFileStore(target).supportsFileAttributeView("posix");
    if (posix) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-r--"));
    }
    Path middle = link("middle", Path.of("store", "v1"));
    Path link = link("latest", middle);
    write(link, "new");
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(middle));
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("v1"), files(folder));
    if (posix) {
      assertEquals(
          "rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }
  }

  @Test
  void aLinkMayLeadToNothingYet() throws IOException {
    Path link = link("latest", Path.of("new", "v1"));
    write(link, "text");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("text", Files.readString(dir.resolve("new/v1")));
  }

  @Test
  void aCycleOfLinksIsRefused() throws IOException {
    Path one = link("one", Path.of("two"));
    link("two", Path.of("one"));
    var e = assertThrows(IOException.class, () -> write(one, "text"));
    assertTrue(FileErrors.reason(e).contains("one: its links form a cycle"), e.toString());
  }

  @Test
  void whatKilledWritersLeftIsRemoved() throws Exception {
    Path file = dir.resolve("m.weights.npz");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(other.waitFor(60, TimeUnit.SECONDS));
    String own = TemporaryFiles.beside(file).getFileName().toString();
    String pid = Long.toHexString(ProcessHandle.current().pid());
    Path killed =
        dir.resolve(own.replace("-" + pid + "-", "-" + Long.toHexString(other.pid()) + "-"));
    Path otherName = dir.resolve(killed.getFileName().toString().replace(".m.", ".n."));
    Path alive = dir.resolve(own);
    Path elsewhere = dir.resolve(".m.weights.npz.1f-2-3.tmp");
    Path abandoned = dir.resolve(".m.weights.npz.1f-2-4.tmp");
    Path foreign = dir.resolve(".m.weights.npz.tmp");
    for (Path p : List.of(killed, otherName, alive, elsewhere, abandoned, foreign)) {
      Files.createFile(p);
    }
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    write(file, "text");
    boolean linux = Files.exists(Path.of("/proc/self/ns/pid"));
    assertEquals(!linux, Files.exists(killed));
    assertEquals(!linux, Files.exists(otherName));
    assertFalse(Files.exists(abandoned));
    assertTrue(Files.exists(alive) && Files.exists(elsewhere) && Files.exists(foreign));
  }

  @Test
  void aWriterThatFailsLeavesTheOldFileAlone() throws IOException {
    Path file = dir.resolve("x");
    write(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.replace(
                file,
                f -> {
                  Files.writeString(f, "half");
                  throw new IOException("No space left on device");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("x"), files(dir));
  }

  @Test
  void aNameMayBeAsLongAsTheSystemAllows() throws IOException {
    Path file = dir.resolve("ü".repeat(120));
    write(file, "text");
    assertEquals("text", Files.readString(file));
  }

  @Test
  void reasonsAreWords() {
    assertEquals(
        "No space left on device", FileErrors.reason(new IOException("No space left on device")));
    assertEquals("a/b: no such file or folder", FileErrors.reason(new NoSuchFileException("a/b")));
    assertEquals("EOFException", FileErrors.reason(new java.io.EOFException()));
    String message =
        FileErrors.unchecked("It cannot be written", new IOException("Disk quota exceeded"))
            .getMessage();
    assertEquals("It cannot be written: Disk quota exceeded", message);
  }

  /** A file channel would be closed, and what was learnt so far would be lost. */
  @Test
  void aThreadThatHasBeenInterruptedWritesAndReads() throws IOException {
    Path file = dir.resolve("a.npz");
    Thread.currentThread().interrupt();
    try {
      Npz.write(file, Map.of("x", NDArray.of(1f, 2f)));
      assertEquals(NDArray.of(1f, 2f), Npz.read(file).get("x"));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aNameIsNotCutWithinACharacter() throws IOException {
    for (int length = 55; length < 62; length++) {
      Path file = dir.resolve("a".repeat(length) + "😀.keras");
      write(file, "text");
      assertEquals("text", Files.readString(file));
    }
  }
}
