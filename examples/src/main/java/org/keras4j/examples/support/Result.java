package org.keras4j.examples.support;

import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;

/** A finished training: one row of a lesson's table and one line of its picture. */
public final class Result {

  final String name;
  final Model model;
  final History history;
  @Nullable EarlyStopping early;
  int limit;
  String note = "";

  /** Takes the model as the training has left it, and the figures of its epochs. */
  public Result(String name, Model model, History history) {
    this.name = name;
    this.model = model;
    this.history = history;
  }

  /** Adds what may have stopped the training, to be marked in the picture. */
  public Result stoppedBy(EarlyStopping callback) {
    early = callback;
    return this;
  }

  /** Adds how many epochs there could have been; with fewer, the training was stopped. */
  public Result ofAtMost(int epochs) {
    limit = epochs;
    return this;
  }

  /** Adds a remark at the end of the row. */
  public Result note(String remark) {
    note = remark;
    return this;
  }
}
