package org.keras4j;

import java.util.List;
import java.util.function.Supplier;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.internal.callbacks.CallbackAccess;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.internal.engine.OutputObjective;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.internal.training.DataChecks;
import org.keras4j.internal.training.Trainee;
import org.keras4j.internal.training.Trainer;
import org.keras4j.ndarray.Shape;

/**
 * The running side of a model: its engine, its lock, and whether it is closed.
 *
 * <p><b>Locks</b>, in the order in which they are taken; nobody who holds a later one waits for an
 * earlier one:
 *
 * <ol>
 *   <li>the {@link ModelLock} of a model, for as long as a whole training, evaluation or change of
 *       it;
 *   <li>this object's monitor, while the graph, the compile state or the engine is exchanged or
 *       looked at together; inside it those of {@link CompileState} and {@link Engines};
 *   <li>the lock of a session's variables, one for each engine, while a step runs or weights are
 *       read; several of them only in one go ({@link org.keras4j.internal.core.HomeLocks});
 *   <li>the lock that all variables share ({@link org.keras4j.internal.core.VariableAccess}), for a
 *       moment.
 * </ol>
 */
final class ModelRuns implements Trainee {

  private final Model model;
  private final CompileState compiled;
  private final Engines engines;
  private final ModelLock lock = new ModelLock();
  private volatile boolean closed;

  ModelRuns(Model model, CompileState compiled) {
    this.model = model;
    this.compiled = compiled;
    this.engines = new Engines(model);
  }

  /** Makes the loops. */
  Trainer trainer() {
    requireOpen();
    return new Trainer(this);
  }

  @Override
  public Prepared prepare(List<Shape> inputs) {
    if (model.graphOrNull() == null) {
      inTurn(
          () -> {
            model.buildFor(inputs);
            return this;
          });
    }
    synchronized (this) {
      requireOpen();
      List<OutputObjective> all = compiled.objectives(model.outputNames(), model.weights());
      DataChecks checks =
          new DataChecks(
              model.name(),
              model.inputNames(),
              model.inputShapes(),
              model.outputNames(),
              model.outputShapes(),
              all);
      ModelEngine e = engines.use(this::open);
      return new Prepared(e, checks, () -> engines.release(e));
    }
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public void attach(Callback callback, CallbackParams params) {
    CallbackAccess.get().attach(callback, model, params);
  }

  @Override
  public void begin() {
    model.stopTraining(false);
    model.resumeEpoch(0);
  }

  @Override
  public int resumedEpoch() {
    return model.resumeEpoch();
  }

  @Override
  public boolean stops() {
    return model.stopTraining();
  }

  @Override
  public void finalizeWeights() {
    OptimizerAccess.get().finalizeWeights(model.optimizer());
  }

  private ModelEngine open() {
    return new ModelEngine(GraphFunction.of(model), compiled.measured(), compiled.optimizer());
  }

  /** Makes a change after which the next run needs another engine. */
  synchronized void change(Runnable change) {
    change.run();
    engines.replace();
  }

  /** Runs what uses the metrics, which the whole model has once: one thread at a time. */
  <T> T inTurn(Supplier<T> run) {
    lock.lock(model.name());
    try {
      return run.get();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what would pull the graph out from under a run of this thread. */
  void requireNotRunning(String what) {
    if (lock.held() > 1) {
      throw new IllegalStateException(
          "Model '"
              + model.name()
              + "' cannot be "
              + what
              + " from a callback of its own run; wait until that has ended");
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Model '" + model.name() + "' is closed");
    }
  }

  void requireCompiled(String what) {
    requireOpen();
    if (!compiled.isCompiled()) {
      throw new IllegalStateException(
          "Model '" + model.name() + "' is not compiled: call compile(…) before " + what + "()");
    }
  }

  /** What training, evaluation and prediction have cost so far. */
  synchronized Figures figures() {
    ModelEngine e = engines.current();
    return e == null ? new Figures(0, 0, 0) : new Figures(e.runs(), e.fedBytes(), e.operations());
  }

  /**
   * What steps have cost.
   *
   * @param runs session runs
   * @param fedBytes bytes copied to TensorFlow
   * @param operations operations in the graph
   */
  record Figures(long runs, long fedBytes, int operations) {}

  /** Frees all native memory; safe to repeat. */
  synchronized void close() {
    engines.close();
    compiled.release();
    closed = true;
  }
}
