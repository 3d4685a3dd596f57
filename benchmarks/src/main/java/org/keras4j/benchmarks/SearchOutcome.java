package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.keras4j.tuner.SearchRecord;
import org.keras4j.tuner.TrialRecord;

/**
 * What a search has come to, without the times: its trials by id with status, values, scores and
 * every epoch of every training, and the weights of the best model.
 */
record SearchOutcome(Map<String, TrialRecord> trials, ByteBuffer best) {

  /** Reads what a {@link KilledSearch} has left in its folder when it has ended. */
  static SearchOutcome of(Path folder) throws IOException {
    Map<String, TrialRecord> trials = new TreeMap<>();
    for (TrialRecord t : SearchRecord.of(folder.resolve(KilledSearch.PROJECT)).trials()) {
      trials.put(
          t.trialId(),
          new TrialRecord(
              t.trialId(),
              t.status(),
              t.values(),
              t.score(),
              t.bestStep(),
              t.message(),
              null,
              null,
              t.pruned(),
              t.executions(),
              t.metrics()));
    }
    return new SearchOutcome(
        trials, ByteBuffer.wrap(Files.readAllBytes(folder.resolve(KilledSearch.BEST))));
  }

  /** Names each trial that another search has otherwise, and the best weights. */
  List<String> differences(SearchOutcome other) {
    List<String> found = new ArrayList<>();
    Map<String, TrialRecord> all = new TreeMap<>(trials);
    all.putAll(other.trials);
    for (String id : all.keySet()) {
      if (!Objects.equals(trials.get(id), other.trials.get(id))) {
        found.add("trial " + id + ": " + trials.get(id) + ", " + other.trials.get(id));
      }
    }
    if (!best.equals(other.best)) {
      found.add("the weights of the best model");
    }
    return found;
  }
}
