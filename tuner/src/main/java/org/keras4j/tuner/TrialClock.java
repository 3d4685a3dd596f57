package org.keras4j.tuner;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers, across restarts, when the search and each trial began and the trials' numbers. */
final class TrialClock {
  // Older Pythons read exactly six digits.
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  // Beyond, milliseconds are no long, as those of ChronoUnit.FOREVER.
  private static final long MOST_SECONDS = Long.MAX_VALUE / 1000;

  private @Nullable LocalDateTime searchStart;
  private final Map<String, LocalDateTime> trialStart = new LinkedHashMap<>();
  private final Map<String, Integer> trialNumber = new LinkedHashMap<>();

  void start(String trialId, int number, LocalDateTime now) {
    if (searchStart == null) {
      searchStart = now;
    }
    trialStart.put(trialId, now);
    trialNumber.put(trialId, number);
  }

  int number(String trialId) {
    return trialNumber.getOrDefault(trialId, 0);
  }

  String trialTime(String trialId, LocalDateTime now) {
    return format(Duration.between(trialStart.getOrDefault(trialId, now), now));
  }

  String searchTime(LocalDateTime now) {
    return format(Duration.between(Objects.requireNonNullElse(searchStart, now), now));
  }

  /** Prints a duration like {@code 1d 02h 00m 04s}, the days only if there are any. */
  static String format(Duration duration) {
    long whole = duration.toSeconds();
    long seconds = whole < MOST_SECONDS ? (long) Math.rint(duration.toMillis() / 1000.0) : whole;
    String time =
        String.format(
            Locale.ROOT, "%02dh %02dm %02ds", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    return seconds < 86400 ? time : seconds / 86400 + "d " + time;
  }

  Map<String, @Nullable Object> getState() {
    Map<String, @Nullable Object> starts = new LinkedHashMap<>();
    trialStart.forEach((id, time) -> starts.put(id, FORMAT.format(time)));
    return Json.object(
        "search_start",
        searchStart == null ? null : FORMAT.format(searchStart),
        "trial_start",
        starts,
        "trial_number",
        new LinkedHashMap<>(trialNumber));
  }

  void setState(JsonObject state) {
    JsonObject starts = state.object("trial_start");
    JsonObject numbers = state.object("trial_number");
    searchStart =
        state.isNull("search_start") ? null : LocalDateTime.parse(state.string("search_start"));
    trialStart.clear();
    starts
        .members()
        .keySet()
        .forEach(id -> trialStart.put(id, LocalDateTime.parse(starts.string(id))));
    trialNumber.clear();
    numbers.members().keySet().forEach(id -> trialNumber.put(id, numbers.integer(id)));
  }
}
