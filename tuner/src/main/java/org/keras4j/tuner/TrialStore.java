package org.keras4j.tuner;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps the trials of a search in its folder, those that could not be written until they can. */
final class TrialStore {
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Set<String> unsaved = new LinkedHashSet<>();
  private ProjectFiles files = new ProjectFiles(Path.of("untitled_project"));

  ProjectFiles files() {
    return files;
  }

  void moveTo(Path folder) {
    files = new ProjectFiles(folder);
  }

  /** Saves a trial; what could not be saved is tried again by {@link #saveRest}. */
  void save(Trial trial) {
    unsaved.add(trial.trialId());
    files.saveTrial(trial);
    unsaved.remove(trial.trialId());
  }

  /** Notes a trial that has changed. */
  void saveLater(String trialId) {
    unsaved.add(trialId);
  }

  /** Notes trials whose folders are to be put aside. */
  void leaveOut(List<String> trialIds) {
    leftOut.addAll(trialIds);
  }

  Set<String> leftOut() {
    return Set.copyOf(leftOut);
  }

  void forgetLeftOut() {
    leftOut.clear();
  }

  /** Forgets what was noted of a search that is not gone on with. */
  void forgetUnknown(TrialLedger ledger) {
    leftOut.clear();
    unsaved.removeIf(id -> !ledger.has(id));
  }

  /** Does what was noted. */
  void saveRest(TrialLedger ledger) {
    List.copyOf(unsaved).forEach(id -> save(ledger.get(id)));
    leftOut.forEach(files::leaveOut);
    leftOut.clear();
  }
}
