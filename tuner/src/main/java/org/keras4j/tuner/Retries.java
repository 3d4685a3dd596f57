package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts the runs of each trial and queues those that are to be run again. */
final class Retries {
  private final int maxRetries;
  private final Map<String, Integer> runTimes = new LinkedHashMap<>();
  private final List<String> queue = new ArrayList<>();

  Retries(int maxRetries) {
    this.maxRetries = maxRetries;
  }

  /** Takes the trial that was queued last, or null. */
  @Nullable String poll() {
    return queue.isEmpty() ? null : queue.remove(queue.size() - 1);
  }

  void add(String trialId) {
    if (!queue.contains(trialId)) {
      queue.add(trialId);
    }
  }

  void remove(String trialId) {
    queue.remove(trialId);
  }

  /** Counts a run. */
  void ran(String trialId) {
    runTimes.merge(trialId, 1, Integer::sum);
  }

  int runs(String trialId) {
    return runTimes.getOrDefault(trialId, 0);
  }

  /** How often the trial may still be tried. */
  int left(String trialId) {
    return maxRetries + 1 - runs(trialId);
  }

  void save(Map<String, @Nullable Object> state) {
    state.put("run_times", new LinkedHashMap<>(runTimes));
    state.put("retry_queue", new ArrayList<>(queue));
  }

  /** Restores the queue; trials that are no longer there cannot be run again. */
  void load(JsonObject state, Predicate<String> exists) {
    JsonObject times = state.object("run_times");
    List<String> queued = state.strings("retry_queue");
    runTimes.clear();
    times.members().keySet().forEach(id -> runTimes.put(id, times.integer(id)));
    queue.clear();
    queued.stream().filter(exists).forEach(queue::add);
  }
}
