package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Accuracies of all combinations of two settings. */
public final class AccuracyGrid {

  private final String title;
  private final String rowTitle;
  private final String columnTitle;
  private final List<String> rows;
  private final List<String> columns;
  private final List<Double> accuracies = new ArrayList<>();

  /** Makes an empty grid. */
  public AccuracyGrid(
      String title, String rowTitle, List<String> rows, String columnTitle, List<String> columns) {
    this.title = title;
    this.rowTitle = rowTitle;
    this.rows = List.copyOf(rows);
    this.columnTitle = columnTitle;
    this.columns = List.copyOf(columns);
  }

  /** Adds the accuracy of the next combination, row by row. */
  public void add(double accuracy) {
    accuracies.add(accuracy);
  }

  /** Draws; combinations that are still to come stay empty. */
  public BufferedImage draw() {
    double least = accuracies.stream().mapToDouble(v -> v).min().orElse(0);
    double most = accuracies.stream().mapToDouble(v -> v).max().orElse(1);
    List<List<String>> texts = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      List<String> text = new ArrayList<>();
      List<Double> share = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        int i = r * columns.size() + c;
        boolean known = i < accuracies.size();
        text.add(known ? String.format(Locale.ROOT, "%.2f%%", 100 * accuracies.get(i)) : "");
        share.add(known && most > least ? (accuracies.get(i) - least) / (most - least) : 0);
      }
      texts.add(text);
      shares.add(share);
    }
    return new HeatTable(title, rowTitle, columnTitle, rows, columns, texts, shares).draw();
  }
}
