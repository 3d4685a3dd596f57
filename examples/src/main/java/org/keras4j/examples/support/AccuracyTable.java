package org.keras4j.examples.support;

import java.util.Locale;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;

/** A table of accuracies, one row a training, printed row by row as trainings end. */
final class AccuracyTable {

  private final Data data;
  private boolean hasHead;

  AccuracyTable(Data data) {
    this.data = data;
  }

  void print(Result r, double seconds) {
    if (!hasHead) {
      System.out.printf(
          "%-28s %8s %11s %8s %7s %8s%n",
          "", "training", "validation", "test", "epochs", "seconds");
      hasHead = true;
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %7.2f%% %10.2f%% %7.2f%% %7d %8.1f%s%n",
        r.name,
        percent(r.model, data.xTrain(), data.yTrain()),
        percent(r.model, data.xVal(), data.yVal()),
        percent(r.model, data.xTest(), data.yTest()),
        r.history.epoch().size(),
        seconds,
        r.note.isEmpty() ? "" : "  " + r.note);
  }

  private static double percent(Model model, NDArray x, NDArray y) {
    return 100 * model.evaluate(x, y, o -> o.batchSize(256).verbose(0)).get("accuracy");
  }
}
