package org.keras4j.tuner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says after which epochs a trial is backed up. */
final class BackupPace {
  /** By default backups take no more than the twentieth part of the time. */
  private static final long SHARE = 20;

  private final @Nullable Duration interval;
  private long lastNanos = System.nanoTime();
  private long costNanos;

  /**
   * @param interval at least so long after the last one; null to follow what they cost
   */
  BackupPace(@Nullable Duration interval) {
    this.interval = interval;
  }

  boolean isDue() {
    long since = System.nanoTime() - lastNanos;
    return interval == null
        ? since >= (SHARE - 1) * costNanos
        : interval.compareTo(Duration.ofNanos(since)) <= 0;
  }

  /** Makes a backup and notes what it has cost. */
  void time(Runnable backup) {
    long begun = System.nanoTime();
    backup.run();
    lastNanos = System.nanoTime();
    costNanos = lastNanos - begun;
  }
}
