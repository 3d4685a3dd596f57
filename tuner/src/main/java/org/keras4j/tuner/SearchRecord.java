package org.keras4j.tuner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * All trials of a search as data, for tables and plots.
 *
 * @param trials the trials in the order of their creation
 */
public record SearchRecord(List<TrialRecord> trials) {
  /**
   * Keeps a copy of the list.
   *
   * @param trials the trials in the order of their creation
   */
  public SearchRecord {
    Objects.requireNonNull(trials, "trials");
    for (TrialRecord trial : trials) {
      Objects.requireNonNull(trial, "a trial");
    }
    trials = List.copyOf(trials);
  }

  /**
   * Reads a search from its project's folder, also one of KerasTuner, which has no epochs but those
   * of the scores.
   *
   * @param project the folder, that is directory and name
   * @throws IllegalStateException if there is no search, or if its files are damaged
   */
  public static SearchRecord of(Path project) {
    ProjectFiles files = new ProjectFiles(Objects.requireNonNull(project, "project"));
    if (!Files.exists(files.oracleFile())) {
      throw new IllegalStateException(
          "There is no search in " + project + ": it has no " + files.oracleFile().getFileName());
    }
    List<Trial> trials =
        files.readTrials(
            files.readOracle().strings("start_order"),
            (id, damage) -> {
              throw damage;
            });
    return new SearchRecord(trials.stream().map(Trial::record).toList());
  }

  /**
   * Returns the search as a table with a row for each epoch of each training, and one for each
   * trial without any. Columns are {@code trial_id}, {@code status}, {@code score}, {@code
   * best_step}, {@code began}, {@code ended}, {@code pruned}, {@code execution} and {@code epoch}
   * (both counted from 0), then {@code values.NAME} for each hyperparameter, {@code logs.NAME} for
   * each metric of an epoch, {@code metrics.NAME} for each one that was reported and no epoch has,
   * and {@code message}, the first line of it. What is not there is empty.
   *
   * @return comma-separated values as in RFC 4180, with a line feed after each row
   */
  public String toCsv() {
    return SearchTable.csv(trials);
  }

  /**
   * Returns the search as a JSON object with an array {@code trials} of objects that have the names
   * of {@link TrialRecord}, in snake case. NaN and infinity are written as Python writes them.
   *
   * @return one line of JSON
   */
  public String toJson() {
    return Json.write(Json.object("trials", trials.stream().map(TrialRecord::toTree).toList()));
  }
}
