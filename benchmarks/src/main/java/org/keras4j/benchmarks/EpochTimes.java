package org.keras4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;

/** Times each epoch of a {@code fit}, so that what a fit does once counts on no side. */
final class EpochTimes extends Callback {

  private final List<Double> seconds = new ArrayList<>();
  private long start;

  @Override
  public void onEpochBegin(int epoch) {
    start = System.nanoTime();
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    seconds.add((System.nanoTime() - start) / 1e9);
  }

  /** Returns the median without the first epoch, in seconds. */
  double median() {
    return medianAfter(1);
  }

  /** Returns the median without the first epochs, in seconds. */
  double medianAfter(int warmUp) {
    return Figures.median(seconds.stream().skip(warmUp).mapToDouble(Double::doubleValue).toArray());
  }
}
