package org.keras4j.examples.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of lines, as all pictures have them. */
final class Charts {

  /** Room for the numbers at the left, the same in all charts so that they can be stacked. */
  private static final int LEFT = 76;

  private Charts() {}

  static XYChart chart(int width, int height, String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    return chart;
  }

  private static void style(XYStyler s) {
    s.setChartBackgroundColor(Color.WHITE);
    s.setPlotBackgroundColor(Color.WHITE);
    s.setPlotBorderColor(Palette.GRID);
    s.setPlotGridLinesColor(Palette.GRID);
    s.setPlotGridLinesStroke(new BasicStroke(1));
    s.setChartFontColor(Palette.INK);
    s.setAxisTickLabelsColor(Palette.INK);
    s.setChartTitleBoxVisible(false);
    s.setChartTitleFont(Text.bold(Text.TITLE));
    s.setAxisTitleFont(Text.plain(Text.NORMAL));
    s.setAxisTickLabelsFont(Text.plain(Text.SMALL));
    s.setLegendFont(Text.plain(Text.NORMAL));
    s.setLegendBorderColor(Palette.GRID);
    s.setLegendPosition(Styler.LegendPosition.OutsideS);
    s.setLegendLayout(Styler.LegendLayout.Horizontal);
    s.setLegendVisible(false);
    s.setMarkerSize(7);
    s.setYAxisLeftWidthHint(LEFT);
    s.setLocale(Locale.ROOT);
    s.setDecimalPattern("0.######");
    s.setAntiAlias(true);
  }

  /** Adds a line; without a marker where there would be too many of them. */
  static void line(
      XYChart chart, String name, double[] x, double[] y, int i, boolean dashed, boolean marked) {
    var series = chart.addSeries(name, x, y);
    series.setLineColor(Palette.color(i));
    series.setLineStyle(dashed ? Palette.dashed() : Palette.solid());
    series.setMarkerColor(Palette.color(i));
    series.setMarker(marked ? Palette.marker(i) : SeriesMarkers.NONE);
  }
}
