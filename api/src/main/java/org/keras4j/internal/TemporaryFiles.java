package org.keras4j.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files and folders that exist only while they are written. They tell which process
 * writes, so that those of processes that have been killed can be told from the others.
 */
final class TemporaryFiles {

  /** Dot, name, place, process, random number. */
  private static final Pattern OURS =
      Pattern.compile("\\..+\\.([0-9a-f]+)-([0-9a-f]{1,15})-[0-9a-f]+\\.tmp");

  /** Long after any writer has ended whose process cannot be looked for here. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final String PLACE = place();

  private TemporaryFiles() {}

  /** Returns the path of a file that does not exist yet, in the folder of the target. */
  static Path beside(Path target) {
    String name = "." + target.getFileName();
    // Names have at most 255 bytes; a UTF-16 unit takes up to three of them.
    int end = Math.min(name.length(), 60);
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--; // half a character is no name
    }
    return target.resolveSibling(
        name.substring(0, end)
            + "."
            + PLACE
            + "-"
            + Long.toHexString(ProcessHandle.current().pid())
            + "-"
            + Long.toHexString(ThreadLocalRandom.current().nextLong())
            + ".tmp");
  }

  /** Deletes what killed writers have left; what cannot be deleted stays. */
  static void removeStale(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path file : files) {
        Matcher m = OURS.matcher(String.valueOf(file.getFileName()));
        if (m.matches() && isStale(file, m.group(1), Long.parseLong(m.group(2), 16))) {
          AtomicFolders.deleteTree(file);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // Tidying is no reason to fail: the writing itself will tell if the folder is unusable.
    }
  }

  private static boolean isStale(Path file, String place, long pid) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    if (!place.equals(PLACE)) {
      return written.isBefore(Instant.now().minus(ABANDONED));
    }
    // Numbers of processes are given again.
    return ProcessHandle.of(pid)
        .map(p -> p.info().startInstant().orElse(Instant.MIN).isAfter(written.plusSeconds(10)))
        .orElse(true);
  }

  /** Where a number means the same process: on this machine, since its start, in this container. */
  private static String place() {
    try {
      String machine = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
      Path container = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return Integer.toHexString((machine + container).hashCode());
    } catch (IOException | RuntimeException e) {
      // Not Linux: only old files count as abandoned.
      return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
  }
}
