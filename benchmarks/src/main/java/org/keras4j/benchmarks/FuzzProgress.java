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
    CURRENT(0),
    /** Files that were loaded. */
    LOADED(8),
    /** Files that were refused in the documented way. */
    REFUSED(16),
    /** Files that led to anything else. */
    FAILED(24),
    /** The longest try in milliseconds of processor time. */
    SLOWEST(32),
    /** Resident memory after a tenth of the tries, and the highest since the start, in MiB. */
    RESIDENT(40),
    /** See {@link #RESIDENT}. */
    PEAK(48),
    /** Models that were loaded, but that are too large to predict with them here. */
    LARGE(56);

    private final int position;

    Count(int position) {
      this.position = position;
    }
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
    return numbers.getLong(count.position);
  }

  void set(Count count, long value) {
    numbers.putLong(count.position, value);
  }

  void add(Count count) {
    set(count, get(count) + 1);
  }

  void atLeast(Count count, long value) {
    set(count, Math.max(get(count), value));
  }
}
