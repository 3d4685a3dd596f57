package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a search went: the score of each trial and the best so far, and the score by the value. */
public final class ScoreByTrial {

  private static final int WIDTH = 760;

  /**
   * A trial that ended with a score.
   *
   * @param value of the hyperparameter that is tuned, above 0
   * @param score of its best epoch
   */
  public record ScoredTrial(double value, double score) {}

  private final String title;
  private final String hyperparameter;
  private final String objective;
  private final List<ScoredTrial> trials;

  /** Takes the trials in the order in which they were made. */
  public ScoreByTrial(
      String title, String hyperparameter, String objective, List<ScoredTrial> trials) {
    this.title = title;
    this.hyperparameter = hyperparameter;
    this.objective = objective;
    this.trials = List.copyOf(trials);
  }

  /** Draws. */
  public BufferedImage draw() {
    double[] scores = trials.stream().mapToDouble(ScoredTrial::score).toArray();
    double[] numbers = IntStream.rangeClosed(1, scores.length).asDoubleStream().toArray();
    XYChart byTrial = chart(title, "trial", numbers, scores);
    byTrial.getStyler().setXAxisMin(0.5);
    byTrial.getStyler().setXAxisMax(scores.length + 0.5);
    byTrial.getStyler().setXAxisDecimalPattern("0");
    byTrial.getStyler().setLegendVisible(true);
    double[] best = scores.clone();
    for (int i = 1; i < best.length; i++) {
      best[i] = Math.max(best[i], best[i - 1]);
    }
    Charts.line(byTrial, "best so far", numbers, best, 1, false, false);
    double[] values = trials.stream().mapToDouble(ScoredTrial::value).toArray();
    XYChart byValue = chart("", hyperparameter, values, scores);
    byValue.getStyler().setChartTitleVisible(false);
    return Stack.of(
        List.of(BitmapEncoder.getBufferedImage(byTrial), BitmapEncoder.getBufferedImage(byValue)));
  }

  private XYChart chart(String heading, String xTitle, double[] x, double[] scores) {
    XYChart chart = Charts.chart(WIDTH, 300, heading, xTitle, objective);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    var series = chart.addSeries("score of a trial", x, scores);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(Palette.color(0));
    chart.getStyler().setMarkerSize(11);
    return chart;
  }
}
