package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How far a process is, in a file that is up to date also when the process has crashed. */
final class FuzzProgress {

  /** What is counted; each has its place in the file. */
  enum Count {
    /** The number of the try that is running. */
    CURRENT,
    /** Files that were loaded. */
    LOADED,
    /** Files that were refused in the documented way. */
    REFUSED,
    /** Files that led to anything else. */
    FAILED,
    /** The longest try in milliseconds of processor time. */
    SLOWEST,
    /** Resident memory after a tenth of the tries, and the highest since the start, in MiB. */
    RESIDENT,
    /** See {@link #RESIDENT}. */
    PEAK,
    /** Models that were loaded, but that are too large to predict with them here. */
    LARGE
  }

  private final MappedByteBuffer numbers;

  FuzzProgress(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      numbers = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8L * Count.values().length);
    }
  }

  long get(Count count) {
    return numbers.getLong(8 * count.ordinal());
  }

  void set(Count count, long value) {
    numbers.putLong(8 * count.ordinal(), value);
  }

  void add(Count count) {
    set(count, get(count) + 1);
  }

  void atLeast(Count count, long value) {
    set(count, Math.max(get(count), value));
  }
}
