package org.keras4j.callbacks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.internal.Console;
import org.keras4j.internal.callbacks.CallbackAccess;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Something that is told how training goes, and may intervene: Keras's {@code Callback}. Override
 * the methods you need; all of them do nothing by default.
 *
 * <p>Epochs and batches count from 0. All methods run in the thread that called {@code fit}. What a
 * callback throws ends the run and reaches the caller of {@code fit}.
 */
public abstract class Callback {

  static {
    CallbackAccess.set(new Access());
  }

  private @Nullable Model model;
  private @Nullable CallbackParams params;
  private Consumer<String> output = Console::print;

  /** For subclasses. */
  protected Callback() {}

  /** Returns the model that is being trained, evaluated or asked. */
  protected final Model model() {
    return Objects.requireNonNull(model, "the callback is not in use");
  }

  /** Returns what the run is or was like: epochs, steps, verbosity. */
  public final CallbackParams params() {
    return Objects.requireNonNull(params, "the callback is not in use");
  }

  /** Tells which run this belongs to, before anything else is called. */
  void attach(Model newModel, CallbackParams newParams) {
    model = newModel;
    params = newParams;
  }

  /** Tells which callbacks a run has, with this one, in their order. */
  void together(List<Callback> all) {}

  /**
   * Returns what tells this callback from the others of a run when {@link BackupAndRestore} keeps
   * its memory, or null if it has none.
   */
  @Nullable String memoryName() {
    return null;
  }

  /** Returns what is to be known again when a training is resumed, or null. */
  @Nullable Double memory() {
    return null;
  }

  /** Takes over the memory of the run that is resumed. */
  void recall(double value) {}

  /**
   * Returns what this callback has to know again when a training that was cut off goes on after its
   * last epoch, as the trials of a search do; by default null, which says that it cannot: such a
   * training begins anew. Keras has no such method.
   *
   * <p>A callback without any state returns an empty map. It is called after the end of an epoch,
   * when all callbacks have seen it. Called later, for another object that was made alike: {@code
   * onTrainBegin}, {@link #loadState}, {@code onEpochBegin} of the epoch that follows.
   *
   * @return by any names: null, numbers, booleans, texts, {@link NDArray}s, and lists and maps of
   *     them
   */
  protected @Nullable Map<String, @Nullable Object> saveState() {
    return null;
  }

  /**
   * Takes over what {@link #saveState} has returned in the training that goes on; here nothing.
   *
   * @param state the same values; integers may have become other {@link Number}s
   */
  protected void loadState(Map<String, ? extends @Nullable Object> state) {}

  /**
   * Refuses, before the first step, an optimizer whose learning rate cannot be set.
   *
   * @throws IllegalStateException if it follows a schedule
   */
  final void requireSettableRate() {
    Optimizer optimizer = model().optimizer();
    LearningRateSchedule schedule = optimizer.schedule();
    if (schedule != null) {
      throw new IllegalStateException(
          getClass().getSimpleName()
              + " sets the learning rate, but "
              + optimizer.className()
              + " of model '"
              + model().name()
              + "' follows a "
              + schedule.className()
              + ", so its learning rate cannot be set; give it a number, or leave the callback out");
    }
  }

  /** Sends what the callback prints elsewhere. */
  final void printTo(Consumer<String> newOutput) {
    output = newOutput;
  }

  /** Prints a text as it is. */
  final void print(String text) {
    output.accept(text);
  }

  /** Prints a line. */
  final void printLine(String line) {
    print(line + "\n");
  }

  /** Called once at the start of {@code fit}. */
  public void onTrainBegin() {}

  /**
   * Called once at the end of {@code fit}, with the logs of the last epoch, without what callbacks
   * added; not if {@code fit} ends by an exception.
   */
  public void onTrainEnd(Logs logs) {}

  /** Called at the start of an epoch. */
  public void onEpochBegin(int epoch) {}

  /** Called at the end of an epoch, with its logs and those of validation ({@code val_…}). */
  public void onEpochEnd(int epoch, Logs logs) {}

  /** Called before a training batch. */
  public void onTrainBatchBegin(int batch) {}

  /** Called after a training batch, with running averages of the epoch. */
  public void onTrainBatchEnd(int batch, Logs logs) {}

  /** Called at the start of an evaluation, also of the validation inside {@code fit}. */
  public void onTestBegin() {}

  /** Called at the end of an evaluation. */
  public void onTestEnd(Logs logs) {}

  /** Called before an evaluation batch. */
  public void onTestBatchBegin(int batch) {}

  /** Called after an evaluation batch, with running averages. */
  public void onTestBatchEnd(int batch, Logs logs) {}

  /** Called at the start of a prediction. */
  public void onPredictBegin() {}

  /** Called at the end of a prediction. */
  public void onPredictEnd() {}

  /** Called before a prediction batch. */
  public void onPredictBatchBegin(int batch) {}

  /** Called after a prediction batch, with what the model gave, one array for each output. */
  public void onPredictBatchEnd(int batch, List<NDArray> outputs) {}

  private static final class Access extends CallbackAccess {
    @Override
    public void attach(Callback callback, Model model, CallbackParams params) {
      callback.attach(model, params);
    }

    @Override
    public void together(List<Callback> all) {
      List<Callback> copy = List.copyOf(all);
      copy.forEach(c -> c.together(copy));
    }

    @Override
    public @Nullable Map<String, @Nullable Object> saveState(Callback callback) {
      return callback.saveState();
    }

    @Override
    public void loadState(Callback callback, Map<String, ? extends @Nullable Object> state) {
      callback.loadState(state);
    }

    @Override
    public Logs lazyLogs(Supplier<Map<String, Double>> source) {
      return Logs.lazy(source);
    }

    @Override
    public void expire(Logs logs) {
      logs.expire();
    }
  }
}
