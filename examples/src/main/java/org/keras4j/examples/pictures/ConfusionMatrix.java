package org.keras4j.examples.pictures;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.keras4j.ndarray.NDArray;

/** How often each class was taken for each. */
public final class ConfusionMatrix {

  private final int[][] counts;
  private final List<String> classNames;

  /**
   * Counts.
   *
   * @param truth the classes, one-hot, shape (n, classes)
   * @param predicted probabilities, the same shape
   * @param classNames what the classes are called
   */
  public ConfusionMatrix(NDArray truth, NDArray predicted, List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    this.counts = new int[classNames.size()][classNames.size()];
    int[] is = truth.argmax(-1).toIntArray();
    int[] said = predicted.argmax(-1).toIntArray();
    for (int i = 0; i < is.length; i++) {
      counts[is[i]][said[i]]++;
    }
  }

  /** Returns how many images of the first class were taken for the second. */
  public int count(int is, int said) {
    return counts[is][said];
  }

  /** Draws; the blue is the square root of the share of a row, so that rare mistakes show. */
  public BufferedImage draw(String title) {
    List<List<String>> texts =
        rows(r -> IntStream.of(counts[r]).mapToObj(n -> n == 0 ? "" : "" + n).toList());
    List<List<Double>> shares =
        rows(
            r -> {
              double all = Math.max(1, IntStream.of(counts[r]).sum());
              return IntStream.of(counts[r]).mapToObj(n -> Math.sqrt(n / all)).toList();
            });
    return new HeatTable(
            title, "true class", "predicted class", classNames, classNames, texts, shares)
        .draw();
  }

  private <T> List<T> rows(IntFunction<T> row) {
    return IntStream.range(0, counts.length).mapToObj(row).toList();
  }
}
