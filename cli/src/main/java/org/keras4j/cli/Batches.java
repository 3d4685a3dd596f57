package org.keras4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.Predictor;
import org.keras4j.ndarray.NDArray;

/** Predicts some samples at a time and joins what comes back. */
final class Batches {

  private final Predictor predictor;
  private final int size;

  Batches(Predictor predictor, int size) {
    this.predictor = predictor;
    this.size = size;
  }

  /**
   * Returns every output for the samples.
   *
   * @param n their number
   * @throws FailedException if there are several batches, and an output has no axis of samples
   */
  List<NDArray> predict(List<NDArray> samples, int n) {
    List<List<NDArray>> parts = new ArrayList<>();
    int from = 0;
    do {
      int begin = from;
      int end = from + Math.min(size, n - from);
      parts.add(predictor.predict(samples.stream().map(a -> a.slice(begin, end)).toList()));
      from = end;
      if (from < n) {
        requireSamples(parts.get(0), n);
      }
    } while (from < n);
    return parts.size() == 1 ? parts.get(0) : joined(parts);
  }

  private void requireSamples(List<NDArray> outputs, int n) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).rank() == 0) {
        throw new FailedException(
            String.format(
                Locale.ROOT,
                "Output '%s' of the model is a single number for all samples together, which cannot"
                    + " be joined from batches of %d: give --batch-size %d",
                predictor.describe().outputNames().get(i),
                size,
                n));
      }
    }
  }

  private static List<NDArray> joined(List<List<NDArray>> parts) {
    List<NDArray> joined = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      int output = i;
      joined.add(NDArray.concat(0, parts.stream().map(p -> p.get(output)).toList()));
    }
    return joined;
  }
}
