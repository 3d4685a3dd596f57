package org.keras4j.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the trials of a search have ended so far. */
final class HyperbandResults {
  private final Map<String, Trial> trials = new LinkedHashMap<>();

  HyperbandResults(List<Trial> all) {
    all.forEach(trial -> trials.put(trial.trialId(), trial));
  }

  /** Returns those of some trials that have a score. */
  List<Trial> completed(List<String> ids) {
    return ids.stream()
        .map(trials::get)
        .filter(Objects::nonNull)
        .filter(trial -> trial.status() == TrialStatus.COMPLETED)
        .toList();
  }

  /** Counts those of some trials that will never have one; those that are gone are among them. */
  int failed(List<String> ids) {
    return (int)
        ids.stream()
            .map(trials::get)
            .filter(trial -> trial == null || trial.status() == TrialStatus.FAILED)
            .count();
  }
}
