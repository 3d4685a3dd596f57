package org.keras4j.callbacks;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;

/**
 * Prints how a run goes, as Keras does: a bar for {@code verbose(1)}, one line an epoch for {@code
 * verbose(2)}.
 *
 * <p>{@code fit}, {@code evaluate} and {@code predict} add one unless {@code verbose(0)}; add your
 * own only to print elsewhere. Metrics are fetched from the device only when the bar is redrawn, at
 * most every 50 ms.
 */
public final class ProgbarLogger extends Callback {

  private final LongSupplier nanoTime;
  private @Nullable Integer target;
  private @Nullable Progbar bar;
  private int seen;
  private boolean inFit;

  /** Makes the callback; it prints to {@code System.out}, as UTF-8. */
  public ProgbarLogger() {
    this(System::nanoTime);
  }

  ProgbarLogger(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Prints elsewhere.
   *
   * @param output gets the text piece by piece, with line ends and control characters
   */
  public ProgbarLogger output(Consumer<String> output) {
    printTo(output);
    return this;
  }

  @Override
  void attach(Model newModel, CallbackParams newParams) {
    super.attach(newModel, newParams);
    target = newParams.steps();
    inFit = false;
  }

  @Override
  protected Map<String, @Nullable Object> saveState() {
    return Map.of();
  }

  @Override
  public void onTrainBegin() {
    inFit = true;
  }

  @Override
  public void onEpochBegin(int epoch) {
    begin();
    if (params().verbose() != 0 && params().epochs() > 1) {
      printLine("Epoch " + (epoch + 1) + "/" + params().epochs());
    }
  }

  @Override
  public void onTestBegin() {
    if (!inFit) {
      begin();
    }
  }

  @Override
  public void onPredictBegin() {
    begin();
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    step(batch, logs);
  }

  @Override
  public void onTestBatchEnd(int batch, Logs logs) {
    if (!inFit) {
      step(batch, logs);
    }
  }

  @Override
  public void onPredictBatchEnd(int batch, List<NDArray> outputs) {
    step(batch, Logs.of(Map.of()));
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    end(logs);
  }

  @Override
  public void onTestEnd(Logs logs) {
    if (!inFit) {
      end(logs);
    }
  }

  @Override
  public void onPredictEnd() {
    end(Logs.of(Map.of()));
  }

  private void begin() {
    seen = 0;
    bar = new Progbar(target, params().verbose(), nanoTime, this::print);
  }

  private Progbar bar() {
    if (bar == null) {
      begin();
    }
    return java.util.Objects.requireNonNull(bar);
  }

  private void step(int batch, Logs logs) {
    seen = batch + 1;
    bar().step(seen, logs::asMap);
  }

  private void end(Logs logs) {
    // After one pass the number of steps is known.
    Integer steps = target == null ? Integer.valueOf(seen) : target;
    target = steps;
    bar().end(steps, logs.asMap());
    bar = null;
  }
}
