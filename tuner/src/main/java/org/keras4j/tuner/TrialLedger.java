package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trials of a search, who runs them, and in which order they began and ended. */
final class TrialLedger {
  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final Map<String, String> ongoing = new LinkedHashMap<>();
  private final List<String> startOrder = new ArrayList<>();
  private final List<String> endOrder = new ArrayList<>();

  int size() {
    return trials.size();
  }

  /** All trials in the order of their creation. */
  List<Trial> all() {
    return List.copyOf(trials.values());
  }

  static List<Trial> snapshots(List<Trial> trials) {
    return trials.stream().map(Trial::snapshot).toList();
  }

  Trial get(String trialId) {
    Trial trial = trials.get(trialId);
    if (trial == null) {
      throw new IllegalArgumentException(
          "There is no trial '" + trialId + "'; there are " + trials.keySet());
    }
    return trial;
  }

  boolean has(String trialId) {
    return trials.containsKey(trialId);
  }

  void add(Trial trial) {
    trials.put(trial.trialId(), trial);
    startOrder.add(trial.trialId());
  }

  void remove(String trialId) {
    trials.remove(trialId);
    startOrder.remove(trialId);
    endOrder.remove(trialId);
    ongoing.values().remove(trialId);
  }

  @Nullable Trial ongoingOf(String tunerId) {
    String trialId = ongoing.get(tunerId);
    return trialId == null ? null : get(trialId);
  }

  Collection<String> ongoingIds() {
    return List.copyOf(ongoing.values());
  }

  /** The ids of the trials that are being run, by who runs them. */
  Map<String, String> ongoing() {
    return new LinkedHashMap<>(ongoing);
  }

  void begin(String tunerId, Trial trial) {
    ongoing.put(tunerId, trial.trialId());
  }

  /** Ends a run; unless the trial is tried again it has ended for good. */
  void end(Trial trial, boolean forGood) {
    ongoing.values().remove(trial.trialId());
    if (forGood) {
      endOrder.add(trial.trialId());
    }
  }

  /** The trials that ended for good, in that order. */
  List<Trial> ended() {
    return endOrder.stream().map(this::get).toList();
  }

  /** The best completed trials; if there are too few, the others follow. */
  List<Trial> best(Direction direction, int count) {
    List<Trial> best = new ArrayList<>();
    List<Trial> others = new ArrayList<>();
    for (Trial trial : trials.values()) {
      (trial.status() == TrialStatus.COMPLETED ? best : others).add(trial);
    }
    Comparator<Trial> byScore =
        Comparator.comparingDouble(trial -> Objects.requireNonNull(trial.score()));
    best.sort(direction == Direction.MIN ? byScore : byScore.reversed());
    if (best.size() < count) {
      best.addAll(others);
    }
    return List.copyOf(best.subList(0, Math.min(count, best.size())));
  }

  void save(Map<String, @Nullable Object> state) {
    state.put("ongoing_trials", new LinkedHashMap<>(ongoing));
    state.put("start_order", new ArrayList<>(startOrder));
    state.put("end_order", new ArrayList<>(endOrder));
  }

  /** Restores the ledger from the trials found on disk. */
  void load(JsonObject state, List<Trial> found, Set<String> leftOut) {
    List<String> started = state.strings("start_order");
    List<String> ended = state.strings("end_order");
    Map<String, Trial> byId = new LinkedHashMap<>();
    found.forEach(trial -> byId.put(trial.trialId(), trial));
    List<String> gone =
        started.stream().filter(id -> !byId.containsKey(id) && !leftOut.contains(id)).toList();
    if (!gone.isEmpty()) {
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "The folders of these trials are gone, so the search goes on without them: {0}",
              gone);
    }
    trials.clear();
    started.stream().filter(byId::containsKey).forEach(id -> trials.put(id, byId.get(id)));
    byId.forEach(trials::putIfAbsent);
    ongoing.clear();
    startOrder.clear();
    startOrder.addAll(trials.keySet());
    endOrder.clear();
    ended.stream().filter(trials::containsKey).forEach(endOrder::add);
  }

  /** The trials whose run was cut off, or that were to be tried again. */
  List<Trial> unfinished() {
    return trials.values().stream()
        .filter(
            trial ->
                trial.status() == TrialStatus.RUNNING
                    || (trial.status() == TrialStatus.INVALID
                        && !endOrder.contains(trial.trialId())))
        .toList();
  }
}
