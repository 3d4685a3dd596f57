package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.engine.ModelEngine;
import org.keras4j.ndarray.Shape;

/** The data of one run, checked against the model, which is built by the first of it if need be. */
final class OpenSources implements AutoCloseable {

  private final Trainee preparation;
  private final boolean withTargets;
  private final List<BatchSource> open = new ArrayList<>();
  private Trainee.@Nullable Prepared prepared;

  /**
   * Makes an empty set.
   *
   * @param withTargets whether there must be targets, as for training and evaluation
   */
  OpenSources(Trainee preparation, boolean withTargets) {
    this.preparation = preparation;
    this.withTargets = withTargets;
  }

  private DataChecks checks(List<Shape> inputs) {
    Trainee.Prepared p = prepared;
    if (p == null) {
      p = preparation.prepare(inputs);
      prepared = p;
    }
    return p.checks();
  }

  /** Returns the engine; there must be a source already. */
  ModelEngine engine() {
    return Objects.requireNonNull(prepared).engine();
  }

  /** Checks arrays and returns them as the model takes them. */
  ArrayData check(ArrayData data) {
    DataChecks checks = checks(data.inputShapes());
    ArrayData adapted = checks.adapt(data);
    checks.inputs(adapted.spec());
    if (withTargets) {
      checks.targets(adapted.spec());
      checks.values(adapted);
    }
    return adapted;
  }

  /** Opens arrays or a stream. */
  BatchSource source(RunData data, Order order) {
    if (data.stream() != null) {
      StreamSource source = opened(new StreamSource(data.stream()));
      source.adapt(this::check);
      return source;
    }
    ArrayData arrays = check(Objects.requireNonNull(data.arrays()));
    return opened(new ArraySource(arrays, data.batchSize(), order));
  }

  private <S extends BatchSource> S opened(S source) {
    open.add(source);
    return source;
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (BatchSource s : open) {
      try {
        s.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    open.clear();
    Trainee.Prepared used = prepared;
    prepared = null;
    if (used != null) {
      used.release().run();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
