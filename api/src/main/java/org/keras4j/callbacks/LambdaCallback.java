package org.keras4j.callbacks;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.keras4j.ndarray.NDArray;

/**
 * A callback made of functions: Keras's {@code LambdaCallback}.
 *
 * <pre id="snippet-lambda-callback">{@code
 * Callback printing =
 *     new LambdaCallback()
 *         .onEpochEnd((epoch, logs) -> System.out.println(epoch + ": " + logs.names()));
 * }</pre>
 *
 * <p>What is not set does nothing. A second function for the same moment replaces the first.
 */
public final class LambdaCallback extends Callback {

  /** Takes the number of an epoch or batch, from 0, and logs. */
  @FunctionalInterface
  public interface WithLogs {
    /** Takes them. */
    void accept(int index, Logs logs);
  }

  /** Takes the number of a batch, from 0, and what the model gave. */
  @FunctionalInterface
  public interface Outputs {
    /** Takes them. */
    void accept(int batch, List<NDArray> outputs);
  }

  private Runnable trainBegin = () -> {};
  private Consumer<Logs> trainEnd = logs -> {};
  private IntConsumer epochBegin = epoch -> {};
  private WithLogs epochEnd = (epoch, logs) -> {};
  private IntConsumer trainBatchBegin = batch -> {};
  private WithLogs trainBatchEnd = (batch, logs) -> {};
  private Runnable testBegin = () -> {};
  private Consumer<Logs> testEnd = logs -> {};
  private IntConsumer testBatchBegin = batch -> {};
  private WithLogs testBatchEnd = (batch, logs) -> {};
  private Runnable predictBegin = () -> {};
  private Runnable predictEnd = () -> {};
  private IntConsumer predictBatchBegin = batch -> {};
  private Outputs predictBatchEnd = (batch, outputs) -> {};

  /** Makes a callback that does nothing yet. */
  public LambdaCallback() {}

  /** Sets what happens at the start of {@code fit}. */
  public LambdaCallback onTrainBegin(Runnable action) {
    trainBegin = action;
    return this;
  }

  /** Sets what happens at the end of {@code fit}. */
  public LambdaCallback onTrainEnd(Consumer<Logs> action) {
    trainEnd = action;
    return this;
  }

  /** Sets what happens at the start of an epoch. */
  public LambdaCallback onEpochBegin(IntConsumer action) {
    epochBegin = action;
    return this;
  }

  /** Sets what happens at the end of an epoch. */
  public LambdaCallback onEpochEnd(WithLogs action) {
    epochEnd = action;
    return this;
  }

  /** Sets what happens before a training batch. */
  public LambdaCallback onTrainBatchBegin(IntConsumer action) {
    trainBatchBegin = action;
    return this;
  }

  /** Sets what happens after a training batch. */
  public LambdaCallback onTrainBatchEnd(WithLogs action) {
    trainBatchEnd = action;
    return this;
  }

  /** Sets what happens at the start of an evaluation. */
  public LambdaCallback onTestBegin(Runnable action) {
    testBegin = action;
    return this;
  }

  /** Sets what happens at the end of an evaluation. */
  public LambdaCallback onTestEnd(Consumer<Logs> action) {
    testEnd = action;
    return this;
  }

  /** Sets what happens before an evaluation batch. */
  public LambdaCallback onTestBatchBegin(IntConsumer action) {
    testBatchBegin = action;
    return this;
  }

  /** Sets what happens after an evaluation batch. */
  public LambdaCallback onTestBatchEnd(WithLogs action) {
    testBatchEnd = action;
    return this;
  }

  /** Sets what happens at the start of a prediction. */
  public LambdaCallback onPredictBegin(Runnable action) {
    predictBegin = action;
    return this;
  }

  /** Sets what happens at the end of a prediction. */
  public LambdaCallback onPredictEnd(Runnable action) {
    predictEnd = action;
    return this;
  }

  /** Sets what happens before a prediction batch. */
  public LambdaCallback onPredictBatchBegin(IntConsumer action) {
    predictBatchBegin = action;
    return this;
  }

  /** Sets what happens after a prediction batch. */
  public LambdaCallback onPredictBatchEnd(Outputs action) {
    predictBatchEnd = action;
    return this;
  }

  @Override
  public void onTrainBegin() {
    trainBegin.run();
  }

  @Override
  public void onTrainEnd(Logs logs) {
    trainEnd.accept(logs);
  }

  @Override
  public void onEpochBegin(int epoch) {
    epochBegin.accept(epoch);
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    epochEnd.accept(epoch, logs);
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    trainBatchBegin.accept(batch);
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    trainBatchEnd.accept(batch, logs);
  }

  @Override
  public void onTestBegin() {
    testBegin.run();
  }

  @Override
  public void onTestEnd(Logs logs) {
    testEnd.accept(logs);
  }

  @Override
  public void onTestBatchBegin(int batch) {
    testBatchBegin.accept(batch);
  }

  @Override
  public void onTestBatchEnd(int batch, Logs logs) {
    testBatchEnd.accept(batch, logs);
  }

  @Override
  public void onPredictBegin() {
    predictBegin.run();
  }

  @Override
  public void onPredictEnd() {
    predictEnd.run();
  }

  @Override
  public void onPredictBatchBegin(int batch) {
    predictBatchBegin.accept(batch);
  }

  @Override
  public void onPredictBatchEnd(int batch, List<NDArray> outputs) {
    predictBatchEnd.accept(batch, outputs);
  }
}
