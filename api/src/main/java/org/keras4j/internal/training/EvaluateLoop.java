package org.keras4j.internal.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.ModelEngine;

/** The batches of an evaluation, alone or as the validation inside {@code fit}. */
final class EvaluateLoop {

  private static final System.Logger LOG = System.getLogger("org.keras4j");

  private final String model;
  private final ModelEngine engine;
  private final BatchSource source;
  private final @Nullable Integer limit;
  private final CallbackList callbacks;

  /**
   * Makes the loop; it can run several times, each time from the beginning of the data.
   *
   * @param limit how many batches are taken, or null for all
   */
  EvaluateLoop(
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

  Map<String, Double> run() {
    engine.resetMetrics();
    callbacks.each(Callback::onTestBegin);
    source.start();
    int done = 0;
    Batch batch;
    while ((limit == null || done < limit) && (batch = source.next()) != null) {
      Interruption.check("Evaluation", model, done);
      int index = done++;
      callbacks.each(c -> c.onTestBatchBegin(index));
      engine.evaluate(source.spec(), batch);
      callbacks.eachWith(engine::metrics, (c, l) -> c.onTestBatchEnd(index, l));
    }
    if (done == 0) {
      throw new IllegalStateException(
          "The dataset gave no batches to evaluate: its iterator() must start from the beginning"
              + " each time it is called");
    }
    if (limit != null && done < limit) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The data ran out after {0} of {1} steps of the evaluation",
          done,
          limit);
    }
    Map<String, Double> metrics = engine.metrics();
    Logs logs = Logs.of(metrics);
    callbacks.each(c -> c.onTestEnd(logs));
    return metrics;
  }
}
