package org.keras4j.tuner;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A tuner's place in the project of its oracle: a new search, or one that goes on. */
final class TunerProject {
  private final TunerSettings<?> settings;
  private final @Nullable HyperModel hyperModel;
  private final Oracle oracle;
  private final ProjectFiles files;
  private final String tunerId;
  private boolean uncompared;

  /**
   * Opens the project, where the oracle's first tuner begins the search or reads it.
   *
   * @throws IllegalStateException if the oracle searches elsewhere, or files are missing or damaged
   */
  TunerProject(TunerSettings<?> settings, @Nullable HyperModel hyperModel, Oracle oracle) {
    this.settings = settings;
    this.hyperModel = hyperModel;
    this.oracle = oracle;
    files = new ProjectFiles(settings.projectFolder());
    tunerId = oracle.project().join(this::open);
    if (!oracle.project().isIn(files.folder())) {
      throw new IllegalStateException(
          "The oracle already serves a tuner whose project is in "
              + oracle.project().folder()
              + "; give this one the same directory and projectName, not "
              + files.folder());
    }
  }

  private void open() {
    oracle.setProjectFolder(files.folder());
    oracle.setSilent(settings.isSilent());
    oracle.printTo(settings.printStreamOrNull());
    if (settings.isOverwrite()) {
      oracle.project().delete();
    }
    Path marker = files.tunerFile(OracleProject.tunerId(0));
    if (Files.exists(marker)) {
      oracle.display().print("Reloading Tuner from " + marker + "\n");
      oracle.project().reloadForTuner();
      uncompared = true;
      return;
    }
    requireMarker(marker);
    oracle.project().remember();
    if (hyperModel != null) {
      SpaceExplorer.explore(hyperModel, oracle);
    }
  }

  private void requireMarker(Path marker) {
    if (!files.trialIds().isEmpty()) {
      throw new IllegalStateException(
          files.folder()
              + " has the trials "
              + files.trialIds()
              + " of a search, but not its file "
              + marker.getFileName()
              + ". Put it back to go on with them (it holds nothing but {}), or use another"
              + " projectName, or overwrite(true) to start anew");
    }
  }

  /** Makes the search one that can be resumed, before its first trial. */
  void beginSearch() {
    if (uncompared && hyperModel != null) {
      // Built for this alone: the model of a trial sees the ranges that were saved.
      HyperParameters given = oracle.project().given();
      oracle.project().adopt(oracle.seeds().run(() -> SpaceExplorer.declared(hyperModel, given)));
    }
    uncompared = false;
    oracle.project().requireGuesses();
    oracle.save();
    files.saveTuner(tunerId);
  }

  Oracle oracle() {
    return oracle;
  }

  ProjectFiles files() {
    return files;
  }

  String tunerId() {
    return tunerId;
  }
}
