package org.keras4j.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.keras4j.examples.pictures.ConfusionMatrix;
import org.keras4j.examples.pictures.ScoreByTrial;
import org.keras4j.examples.pictures.ScoreByTrial.ScoredTrial;
import org.keras4j.examples.pictures.WorstMistakes;
import org.keras4j.examples.support.Data;
import org.keras4j.examples.support.OutputFolder;
import org.keras4j.examples.support.PictureFile;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.SearchReport;
import org.keras4j.tuner.Trial;

/** The report of a search and its three pictures: scores, and what the best model gets wrong. */
final class TuningPictures {

  private final Path report;
  private final PictureFile scores;
  private final PictureFile confusion;
  private final PictureFile mistakes;
  private final Data data;

  TuningPictures(String example, OutputFolder output, Data data) {
    this.report = output.file(example + "-report.html");
    this.scores = new PictureFile(output.file(example + "-scores.png"));
    this.confusion = new PictureFile(output.file(example + "-confusion.png"));
    this.mistakes = new PictureFile(output.file(example + "-mistakes.png"));
    this.data = data;
  }

  void scores(List<Trial> trials) {
    List<ScoredTrial> scored =
        trials.stream().filter(t -> t.score() != null).map(TuningPictures::scored).toList();
    scores.draw(
        () ->
            new ScoreByTrial(
                    "Score by trial, " + data.title(), "factor", "validation accuracy", scored)
                .draw());
  }

  /** Writes the page with all charts of the search, and says where it is. */
  void report(SearchReport search) {
    search.writeHtml(report);
    System.out.println("Report: " + report);
  }

  private static ScoredTrial scored(Trial trial) {
    double factor = trial.hyperparameters().getDouble("factor");
    return new ScoredTrial(factor, Objects.requireNonNull(trial.score()));
  }

  /** Draws what the best model says about the test images, shape (n, classes). */
  void mistakes(NDArray predicted) {
    int[] is = data.yTest().argmax(-1).toIntArray();
    int[] said = predicted.argmax(-1).toIntArray();
    int right = 0;
    for (int i = 0; i < is.length; i++) {
      right += is[i] == said[i] ? 1 : 0;
    }
    String accuracy = String.format(Locale.ROOT, "%.2f%% right", 100. * right / is.length);
    confusion.draw(
        () ->
            new ConfusionMatrix(data.yTest(), predicted, data.classNames())
                .draw("Best model on the test images, " + data.title() + ": " + accuracy));
    mistakes.draw(
        () ->
            new WorstMistakes(data.xTest(), data.yTest(), predicted, data.classNames(), 20)
                .draw("Worst mistakes on the test images, " + data.title()));
  }

  void announce() {
    all().forEach(PictureFile::announce);
  }

  void check() {
    all().forEach(PictureFile::check);
  }

  private List<PictureFile> all() {
    return List.of(scores, confusion, mistakes);
  }
}
