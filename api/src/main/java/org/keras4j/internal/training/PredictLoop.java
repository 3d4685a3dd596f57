package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.NDArray;

/** The batches of a prediction. */
final class PredictLoop {

  private final String model;
  private final ModelEngine engine;
  private final BatchSource source;
  private final @Nullable Integer limit;
  private final CallbackList callbacks;

  /**
   * Makes the loop.
   *
   * @param limit how many batches are taken, or null for all
   */
  PredictLoop(
      String model,
      ModelEngine engine,
      BatchSource source,
      @Nullable Integer limit,
      CallbackList callbacks) {
    this.model = model;
    this.engine = engine;
    this.source = source;
    this.limit = limit;
    this.callbacks = callbacks;
  }

  List<NDArray> run() {
    callbacks.each(Callback::onPredictBegin);
    source.start();
    List<List<NDArray>> parts = new ArrayList<>();
    Batch batch;
    while ((limit == null || parts.size() < limit) && (batch = source.next()) != null) {
      int index = parts.size();
      Interruption.check("Prediction", model, index);
      callbacks.each(c -> c.onPredictBatchBegin(index));
      List<NDArray> outputs = engine.predict(source.spec().inputsOnly(), batch);
      parts.add(outputs);
      callbacks.each(c -> c.onPredictBatchEnd(index, outputs));
    }
    callbacks.each(Callback::onPredictEnd);
    return joined(parts);
  }

  private static List<NDArray> joined(List<List<NDArray>> parts) {
    List<NDArray> outputs = new ArrayList<>();
    for (int k = 0; k < parts.get(0).size(); k++) {
      int output = k;
      outputs.add(
          NDArray.concat(0, parts.stream().map(p -> p.get(output)).toArray(NDArray[]::new)));
    }
    return outputs;
  }
}
