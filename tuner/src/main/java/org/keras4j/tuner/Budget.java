package org.keras4j.tuner;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a search may take, beside its number of trials. */
final class Budget {
  private final @Nullable Duration maxTime;
  private final @Nullable Long maxTotalEpochs;
  private final InstantSource clock;
  private @Nullable Instant start;

  Budget(@Nullable Duration maxTime, @Nullable Long maxTotalEpochs, InstantSource clock) {
    this.maxTime = maxTime;
    this.maxTotalEpochs = maxTotalEpochs;
    this.clock = clock;
  }

  /** Starts the time with the first call. */
  void start() {
    if (start == null) {
      start = clock.instant();
    }
  }

  private @Nullable Duration timeLeft() {
    if (maxTime == null) {
      return null;
    }
    Instant now = clock.instant();
    Duration left = maxTime.minus(Duration.between(start == null ? now : start, now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private @Nullable Long epochsLeft(List<Trial> trials) {
    if (maxTotalEpochs == null) {
      return null;
    }
    long used = trials.stream().mapToLong(trial -> trial.history().epochs()).sum();
    return Math.max(0, maxTotalEpochs - used);
  }

  /** Returns what is used up, or null if another trial may begin. */
  @Nullable String usedUp(List<Trial> trials) {
    Duration time = timeLeft();
    if (maxTime != null && time != null && time.isZero()) {
      return "The time of the search is over (maxTime " + TrialClock.format(maxTime) + ")";
    }
    Long epochs = epochsLeft(trials);
    return epochs != null && epochs == 0
        ? "The epochs of the search are used up (maxTotalEpochs " + maxTotalEpochs + ")"
        : null;
  }

  /** Returns a line for each limit. */
  String display(List<Trial> trials) {
    List<String> lines = new ArrayList<>();
    Duration time = timeLeft();
    if (time != null) {
      lines.add("Time left: " + TrialClock.format(time) + "\n");
    }
    Long epochs = epochsLeft(trials);
    if (epochs != null) {
      lines.add("Epochs left: " + epochs + "\n");
    }
    return String.join("", lines);
  }
}
