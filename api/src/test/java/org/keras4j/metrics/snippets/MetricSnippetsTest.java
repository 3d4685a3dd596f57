package org.keras4j.metrics.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.metrics.AUC;
import org.keras4j.ndarray.NDArray;

class MetricSnippetsTest {

  @Test
  void alone() {
    var labels = NDArray.of(0, 1, 1, 0, 1);
    var predictions = NDArray.of(.1, .4, .8, .6, .9);
    // snippet: metric-alone
    var auc = new AUC();
    auc.updateState(labels, predictions);
    double area = auc.result().getFloat();
    // end snippet
    assertEquals(.8333334, area, 1e-6);
  }
}
