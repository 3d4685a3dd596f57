package org.keras4j.training;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.ndarray.NDArray;

/** Writes down which hooks are called, in a short form. */
class Tracer extends Callback {

  final List<String> events = new ArrayList<>();

  String trace() {
    return String.join(" ", events);
  }

  @Override
  public void onTrainBegin() {
    events.add("train[");
  }

  @Override
  public void onTrainEnd(Logs logs) {
    events.add("]train" + logs.names());
  }

  @Override
  public void onEpochBegin(int epoch) {
    events.add("epoch" + epoch + "[");
  }

  @Override
  public void onEpochEnd(int epoch, Logs logs) {
    events.add("]epoch" + epoch + logs.names());
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    events.add("b" + batch);
  }

  @Override
  public void onTrainBatchEnd(int batch, Logs logs) {
    events.add("B" + batch);
  }

  @Override
  public void onTestBegin() {
    events.add("test[");
  }

  @Override
  public void onTestEnd(Logs logs) {
    events.add("]test" + logs.names());
  }

  @Override
  public void onTestBatchBegin(int batch) {
    events.add("t" + batch);
  }

  @Override
  public void onTestBatchEnd(int batch, Logs logs) {
    events.add("T" + batch);
  }

  @Override
  public void onPredictBegin() {
    events.add("predict[");
  }

  @Override
  public void onPredictEnd() {
    events.add("]predict");
  }

  @Override
  public void onPredictBatchBegin(int batch) {
    events.add("p" + batch);
  }

  @Override
  public void onPredictBatchEnd(int batch, List<NDArray> outputs) {
    events.add("P" + batch + outputs.get(0).shape());
  }
}
