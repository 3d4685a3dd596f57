package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Accuracy and loss over the epochs, in training (dashed) and in validation, and the learning rate
 * beneath; the best epoch and the end of a training that was stopped early are marked.
 */
public final class LearningCurves {

  private static final int WIDTH = 760;
  private static final String EPOCH = "epoch";

  private final String title;
  private final List<Curve> curves;
  private final boolean rates;

  /** Takes what is drawn; the learning rate only if asked for. */
  public LearningCurves(String title, List<Curve> curves, boolean rates) {
    this.title = title;
    this.curves = List.copyOf(curves);
    this.rates = rates;
  }

  /** Draws. */
  public BufferedImage draw() {
    XYChart accuracy = panel(320, title, "", "accuracy");
    double bottom = bottom();
    lines(accuracy, c -> above(bottom, c.accuracy()), Curve::valAccuracy);
    accuracy.getStyler().setYAxisMin(bottom);
    accuracy.getStyler().setYAxisMax(1.0);
    stops(accuracy, bottom, 1);
    XYChart loss = panel(rates ? 215 : 240, "", rates ? "" : EPOCH, "loss");
    lines(loss, Curve::loss, Curve::valLoss);
    loss.getStyler().setYAxisMin(0.0);
    List<BufferedImage> panels = new ArrayList<>();
    panels.add(BitmapEncoder.getBufferedImage(accuracy));
    panels.add(BitmapEncoder.getBufferedImage(loss));
    if (rates) {
      panels.add(BitmapEncoder.getBufferedImage(rates()));
    }
    panels.add(1, new Legend(curves).draw(WIDTH));
    return Stack.of(panels);
  }

  private XYChart panel(int height, String heading, String x, String y) {
    XYChart chart = Charts.chart(WIDTH, height, heading, x, y);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax((double) epochs());
    chart.getStyler().setXAxisTickLabelsFormattingFunction(LearningCurves::number);
    chart.getStyler().setChartTitleVisible(!heading.isEmpty());
    chart.getStyler().setXAxisTitleVisible(!x.isEmpty());
    return chart;
  }

  /** Names whole epochs only; a tick between two has no number. */
  private static String number(double epoch) {
    return epoch % 1 == 0 ? Integer.toString((int) epoch) : "";
  }

  private int epochs() {
    return curves.stream().mapToInt(c -> c.accuracy().size()).max().orElse(1);
  }

  /** A round number below all accuracies in validation; those of the first updates lie deeper. */
  private double bottom() {
    double least =
        curves.stream().flatMap(c -> c.valAccuracy().stream()).mapToDouble(v -> v).min().orElse(0);
    double step = least > 0.9 ? 0.01 : least > 0.8 ? 0.05 : 0.1;
    return Math.max(0, Math.floor(least / step) * step);
  }

  private void lines(
      XYChart chart,
      Function<Curve, List<Double>> training,
      Function<Curve, List<Double>> validation) {
    for (int i = 0; i < curves.size(); i++) {
      Curve c = curves.get(i);
      double[] x = uneven(IntStream.rangeClosed(1, c.accuracy().size()).asDoubleStream().toArray());
      Charts.line(chart, c.name() + " training", x, array(training.apply(c)), i, true, false);
      Charts.line(chart, c.name(), x, array(validation.apply(c)), i, false, x.length <= 40);
    }
  }

  /**
   * Moves the first point a little, which nobody sees. At equal distances the chart would give a
   * number to every point for which it finds any room at all.
   */
  private static double[] uneven(double[] x) {
    double[] moved = x.clone();
    moved[0] += 0.01;
    return moved;
  }

  /** Marks the best epochs with stars, and the ends with lines from the bottom to the top. */
  private void stops(XYChart chart, double bottom, double top) {
    for (int i = 0; i < curves.size(); i++) {
      Curve c = curves.get(i);
      Curve.Stop stop = c.stop();
      if (stop == null) {
        continue;
      }
      double[] x = {stop.lastEpoch(), stop.lastEpoch()};
      Charts.line(chart, c.name() + " end", x, new double[] {bottom, top}, i, true, false);
      double best = c.valAccuracy().get(stop.bestEpoch() - 1);
      var point =
          chart.addSeries(c.name() + " best", new double[] {stop.bestEpoch()}, new double[] {best});
      point.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      point.setMarker(new Star());
      point.setMarkerColor(Palette.color(i));
    }
  }

  private XYChart rates() {
    XYChart chart = panel(205, "", EPOCH, "learning rate");
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < curves.size(); i++) {
      Curve.Rate rate = curves.get(i).rate();
      var series = chart.addSeries(curves.get(i).name(), uneven(rate.epochs()), rate.values());
      series.setLineColor(Palette.color(i));
      series.setLineStyle(Palette.solid());
      series.setMarker(SeriesMarkers.NONE);
      least = Math.min(least, Arrays.stream(rate.values()).min().orElse(0));
      most = Math.max(most, Arrays.stream(rate.values()).max().orElse(0));
    }
    chart.getStyler().setYAxisTickLabelsFormattingFunction(LearningCurves::rate);
    if (least > 0 && most > 100 * least) {
      chart.getStyler().setYAxisLogarithmic(true);
      // There would be ten lines for each power of ten.
      chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    } else {
      chart.getStyler().setYAxisMin(0.0);
      chart.getStyler().setYAxisMax(most * 1.1);
    }
    return chart;
  }

  /** As short as it goes: 0.005, 1.4e-4. */
  static String rate(double value) {
    var rounded = BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return value == 0 || exponent >= -3
        ? rounded.toPlainString()
        : rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** Leaves out what would be drawn outside the chart. */
  private static List<Double> above(double bottom, List<Double> figures) {
    return figures.stream().map(v -> v < bottom ? Double.NaN : v).toList();
  }

  private static double[] array(List<Double> figures) {
    return figures.stream().mapToDouble(v -> v).toArray();
  }
}
