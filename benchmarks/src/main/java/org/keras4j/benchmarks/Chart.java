package org.keras4j.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A small chart of lines, written as PNG. */
final class Chart {

  private static final Color[] COLOURS = {new Color(0x1f77b4), new Color(0xd95f02)};

  private final XYChart chart;
  private int lines;

  Chart(String title, String x, String y) {
    chart = new XYChartBuilder().width(640).height(400).title(title).xAxisTitle(x).build();
    chart.setYAxisTitle(y);
    var style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    style.setSeriesColors(COLOURS);
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setXAxisDecimalPattern("#,##0");
    style.setYAxisMin(0.);
    style.setAntiAlias(true);
  }

  /** Spaces powers of ten evenly on both axes: a straight line then is a power law. */
  Chart logarithmic() {
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(null).setYAxisDecimalPattern("#,##0");
    return this;
  }

  Chart add(String name, List<? extends Number> x, List<? extends Number> y) {
    lines++;
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.CIRCLE);
    return this;
  }

  void write(Path file) throws IOException {
    // One line is named by the title.
    chart.getStyler().setLegendVisible(lines > 1);
    Files.write(file, ChartEncoder.getBytes(chart, "png"));
  }
}
