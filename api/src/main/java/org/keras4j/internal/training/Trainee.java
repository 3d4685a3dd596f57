package org.keras4j.internal.training;

import java.util.List;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.Shape;

/** A model as the loops see it. */
public interface Trainee {

  /** Returns the model's name, for errors. */
  String name();

  /**
   * Builds the model if it has been waiting for the shapes of its inputs, and opens its engine.
   *
   * @param inputs shapes of data, with an unknown batch dimension
   */
  Prepared prepare(List<Shape> inputs);

  /** Tells a callback which model and run it belongs to. */
  void attach(Callback callback, CallbackParams params);

  /** Forgets that somebody wanted a {@code fit} to stop, or to begin at another epoch. */
  void begin();

  /** Returns the epoch that a callback wants to begin at; 0 if none does. */
  int resumedEpoch();

  /** Returns whether somebody wants the {@code fit} to end after the current batch. */
  boolean stops();

  /** Gives the weights the values that they have after training, such as averages. */
  void finalizeWeights();

  /**
   * A model that is ready to run.
   *
   * @param engine its running side
   * @param checks what data must be like
   * @param release to be called after the run: until then the engine stays open
   */
  record Prepared(ModelEngine engine, DataChecks checks, Runnable release) {}
}
