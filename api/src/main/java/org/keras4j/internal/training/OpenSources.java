package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.Dataset;
import org.keras4j.FitOptions.Shuffle;
import org.keras4j.Shape;
import org.keras4j.internal.engine.ModelEngine;

/** The data of one run, checked against the model, which is built by the first of it if need be. */
final class OpenSources implements AutoCloseable {

  private final Trainer.Preparation preparation;
  private final boolean withTargets;
  private final List<BatchSource> open = new ArrayList<>();
  private Trainer.@Nullable Prepared prepared;

  /**
   * Makes an empty set.
   *
   * @param withTargets whether there must be targets, as for training and evaluation
   */
  OpenSources(Trainer.Preparation preparation, boolean withTargets) {
    this.preparation = preparation;
    this.withTargets = withTargets;
  }

  private DataChecks checks(List<Shape> inputs) {
    Trainer.Prepared p = prepared;
    if (p == null) {
      p = preparation.prepare(inputs);
      prepared = p;
    }
    return p.checks();
  }

  /** Returns the engine; there must be a source already. */
  ModelEngine engine() {
    return java.util.Objects.requireNonNull(prepared).engine();
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

  /** Opens arrays. */
  BatchSource arrays(ArrayData data, int batchSize, Shuffle shuffle) {
    return opened(new ArraySource(check(data), batchSize, shuffle));
  }

  /** Opens a stream. */
  BatchSource stream(Dataset dataset) {
    StreamSource source = opened(new StreamSource(dataset));
    source.adapt(this::check);
    return source;
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
    Trainer.Prepared used = prepared;
    prepared = null;
    if (used != null) {
      used.release().run();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
