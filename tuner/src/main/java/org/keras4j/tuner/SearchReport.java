package org.keras4j.tuner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;

/**
 * The results of a search for people: a page with charts, and runs for TensorBoard. KerasTuner has
 * no such page.
 *
 * <pre id="snippet-search-report">{@code
 * var report = tuner.report();
 * report.writeHtml(Path.of(folder, "report.html"));
 * report.writeTensorBoard(Path.of(folder, "runs"));
 * }</pre>
 *
 * <p>It shows the search as it was when the report was made by {@link Tuner#report} or {@link
 * Oracle#report}; trials that are running are in it as far as they are recorded. Safe for use by
 * several threads.
 */
public final class SearchReport {
  private final String title;
  private final Objective objective;
  private final List<HyperParameter> space;
  private final SearchRecord search;

  SearchReport(Path project, Objective objective, List<HyperParameter> space, SearchRecord search) {
    Path name = project.getFileName();
    this.title = name == null ? "" : name.toString();
    this.objective = objective;
    this.space = List.copyOf(space);
    this.search = search;
  }

  /** Returns the trials that are reported. */
  public SearchRecord search() {
    return search;
  }

  /**
   * Computes how much each hyperparameter had to do with the scores.
   *
   * @return shares of variance, or why there are none: it takes ten completed trials with a finite
   *     score, or twice as many as there are hyperparameters if that is more
   */
  public Importance importance() {
    return new ImportanceAnalysis(space, search.trials(), objective.direction()).importance();
  }

  /**
   * Returns the page as {@link #writeHtml} writes it.
   *
   * @return a whole HTML document
   */
  public String toHtml() {
    return ReportPage.of(ReportData.of(title, objective, space, search.trials(), importance()));
  }

  /**
   * Writes one HTML file that a browser opens from disk, without a network: score by trial and by
   * time with the best so far, parallel coordinates whose axes filter, the learning curves of all
   * trials, the {@link Importance} of each hyperparameter, a table of trials, and why trials
   * failed. It follows the reader's light or dark mode and can be printed.
   *
   * <p>A search with a thousand trials of 50 epochs and four metrics makes a file of about 4 MB.
   *
   * @param file where to; an existing file is replaced at once, its folder is made
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void writeHtml(Path file) {
    Objects.requireNonNull(file, "file");
    byte[] page = toHtml().getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFiles.replace(file, temporary -> Files.write(temporary, page));
    } catch (IOException e) {
      throw FileErrors.unchecked("The report of the search cannot be written to " + file, e);
    }
  }

  /**
   * Writes the search as runs for TensorBoard: {@code tensorboard --logdir FOLDER} shows all trials
   * in its tab HParams, with the ranges of the hyperparameters and the metrics, and the metrics by
   * epoch in its tab Time Series.
   *
   * <p>Folders and tags are those of KerasTuner with Keras's {@code TensorBoard} callback: {@code
   * ID/execution0/train} and {@code …/validation} with {@code epoch_loss} and so on, where epochs
   * count from 0. Besides, each training has the trial's {@code score}, and the folder itself the
   * domains of hyperparameters. Values are written as {@code float}, as Keras does.
   *
   * <p>May be called again, as after each trial: files whose content is the same are left alone,
   * the others replaced.
   *
   * @param folder where to; a new one, or that of an earlier call for the same search
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void writeTensorBoard(Path folder) {
    Objects.requireNonNull(folder, "folder");
    new TensorBoardRuns(folder).write(title, objective, space, search.trials());
  }
}
