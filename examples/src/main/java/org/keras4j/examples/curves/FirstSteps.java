package org.keras4j.examples.curves;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;

/** Keeps the loss after each of the first steps. */
final class FirstSteps extends Callback {

  private static final int STEPS = 20;

  final List<Double> losses = new ArrayList<>();

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    if (losses.size() < STEPS) {
      losses.add(logs.get("loss"));
    }
  }
}
