package org.keras4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;
import org.keras4j.tuner.HParamsMessages.RunNames;
import org.keras4j.tuner.events.EventFile;
import org.keras4j.tuner.events.Summaries;

/** The runs of a search in a folder for TensorBoard. */
final class TensorBoardRuns {
  private static final String FILE = "events.out.tfevents.keras4j.v2";

  private final Path folder;

  TensorBoardRuns(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  void write(
      String title, Objective objective, List<HyperParameter> space, List<TrialRecord> trials) {
    Set<String> logged = new LinkedHashSet<>();
    trials.forEach(
        t -> t.executions().forEach(e -> e.forEach(epoch -> logged.addAll(epoch.logs().keySet()))));
    double first =
        trials.stream().mapToDouble(t -> seconds(t.began(), 0)).filter(s -> s > 0).min().orElse(0);
    EventFile experiment = new EventFile(first);
    experiment.add(first, 0, HParamsMessages.experiment(title, space, objective, logged));
    save("", experiment);
    trials.forEach(this::write);
  }

  private static double seconds(@Nullable Instant instant, double otherwise) {
    return instant == null ? otherwise : instant.toEpochMilli() / 1000.;
  }

  private void write(TrialRecord trial) {
    double began = seconds(trial.began(), 0);
    double ended = seconds(trial.ended(), began);
    // A trial that failed before its first training is one without epochs.
    int count = Math.max(1, trial.executions().size());
    for (int i = 0; i < count; i++) {
      String run = trial.trialId() + "/execution" + i;
      double from = began + (ended - began) * i / count;
      double to = began + (ended - began) * (i + 1) / count;
      EventFile session = new EventFile(from);
      session.add(from, 0, HParamsMessages.start(trial, from));
      Double score = trial.score();
      if (score != null) {
        Integer step = trial.bestStep();
        session.add(to, step == null ? 0 : step, Summaries.scalar(RunNames.SCORE, score));
      }
      if (trial.status() != TrialStatus.RUNNING) {
        session.add(to, 0, HParamsMessages.end(trial, to));
      }
      save(run, session);
      if (i < trial.executions().size()) {
        writeEpochs(run, trial.executions().get(i), from, to);
      }
    }
  }

  /** The times of epochs are not recorded; they are spread evenly over the training. */
  private void writeEpochs(String run, List<EpochRecord> epochs, double from, double to) {
    Map<String, EventFile> files = new LinkedHashMap<>();
    for (int i = 0; i < epochs.size(); i++) {
      double time = from + (to - from) * (i + 1) / epochs.size();
      int step = epochs.get(i).epoch();
      epochs
          .get(i)
          .logs()
          .forEach(
              (name, value) ->
                  files
                      .computeIfAbsent(RunNames.group(name), g -> new EventFile(from))
                      .add(time, step, Summaries.scalar(RunNames.tag(name), value)));
    }
    files.forEach((group, file) -> save(run + "/" + group, file));
  }

  /** Leaves a file alone that is the same: TensorBoard may be reading it. */
  private void save(String run, EventFile events) {
    Path file = folder.resolve(run).resolve(FILE).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException(
          "The trial of the run " + run + " has an id that leads out of the folder " + folder);
    }
    byte[] content = events.toBytes();
    try {
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        AtomicFiles.replace(file, temporary -> Files.write(temporary, content));
      }
    } catch (IOException e) {
      throw FileErrors.unchecked("The runs for TensorBoard cannot be written to " + folder, e);
    }
  }
}
