package org.keras4j.internal.serving;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** What one caller wants to know, and the place for the answer. */
final class Request {

  private final List<NDArray> arrays;
  private final List<Shape> samples;
  private final int rows;
  private final long arrival;
  private final CompletableFuture<List<NDArray>> answer = new CompletableFuture<>();

  /**
   * Makes a request.
   *
   * @param arrays one for each input, checked, with the same number of samples
   * @param arrival when it came, in nanoseconds of the batcher's clock
   */
  Request(List<NDArray> arrays, long arrival) {
    this.arrays = arrays;
    this.samples = arrays.stream().map(a -> a.shape().dropBatch()).toList();
    this.rows = arrays.get(0).length();
    this.arrival = arrival;
  }

  List<NDArray> arrays() {
    return arrays;
  }

  int rows() {
    return rows;
  }

  long arrival() {
    return arrival;
  }

  /** Returns what is completed with the outputs, or with what went wrong. */
  CompletableFuture<List<NDArray>> answer() {
    return answer;
  }

  /** Returns whether both can be in one batch: open sizes are the same in both. */
  boolean goesWith(Request other) {
    return samples.equals(other.samples);
  }
}
