package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.tuner.SearchRecord;
import org.keras4j.tuner.TrialRecord;
import org.keras4j.tuner.TrialStatus;

/** Remembers what was finished in the files of a search, and looks whether it still is. */
final class ProjectWatch {

  /** A completed trial and a number for the bytes of its weights. */
  private record Finished(TrialRecord trial, int weights) {}

  private final Path project;
  private final Map<String, Finished> finished = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int unreadable;
  private int lost;

  ProjectWatch(Path project) {
    this.project = project;
  }

  /** Reads the project after its search was killed or has ended. */
  void look() throws IOException {
    if (!Files.exists(project.resolve("oracle.json"))) {
      if (!finished.isEmpty()) {
        unreadable++;
        problems.add("oracle.json is gone");
      }
      return;
    }
    Map<String, Finished> now = new LinkedHashMap<>();
    try {
      for (TrialRecord trial : SearchRecord.of(project).trials()) {
        if (trial.status() == TrialStatus.COMPLETED) {
          now.put(trial.trialId(), new Finished(trial, weights(trial.trialId())));
        }
      }
    } catch (IllegalStateException e) {
      unreadable++;
      problems.add("unreadable: " + e.getMessage());
      return;
    }
    finished.forEach(
        (id, before) -> {
          if (!before.equals(now.get(id))) {
            lost++;
            problems.add("trial " + id + " was " + before + ", is " + now.get(id));
          }
        });
    finished.putAll(now);
  }

  private int weights(String trialId) throws IOException {
    Path file = project.resolve("trial_" + trialId).resolve("checkpoint.weights.h5");
    return Files.exists(file) ? Arrays.hashCode(Files.readAllBytes(file)) : -1;
  }

  int finished() {
    return finished.size();
  }

  int unreadable() {
    return unreadable;
  }

  int lost() {
    return lost;
  }

  List<String> problems() {
    return problems;
  }
}
