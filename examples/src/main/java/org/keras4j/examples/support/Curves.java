package org.keras4j.examples.support;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.examples.pictures.Curve;
import org.keras4j.optimizers.Optimizer;

/** Reads out of a training what is drawn. */
final class Curves {

  private static final int POINTS = 500;

  private Curves() {}

  static Curve of(Result r) {
    return new Curve(
        r.name,
        r.history.get("accuracy"),
        r.history.get("val_accuracy"),
        r.history.get("loss"),
        r.history.get("val_loss"),
        rate(r),
        stop(r));
  }

  private static Curve.@Nullable Stop stop(Result r) {
    EarlyStopping early = r.early;
    if (early != null) {
      int last = early.stoppedEpoch();
      return last == 0 ? null : new Curve.Stop(early.bestEpoch() + 1, last + 1);
    }
    List<Double> accuracies = r.history.get("val_accuracy");
    return accuracies.size() < r.limit
        ? new Curve.Stop(accuracies.indexOf(Collections.max(accuracies)) + 1, accuracies.size())
        : null;
  }

  private static Curve.Rate rate(Result r) {
    Optimizer optimizer = r.model.optimizer();
    int epochs = r.history.epoch().size();
    var schedule = optimizer.schedule();
    if (schedule != null) {
      long updates = optimizer.iterations();
      long stride = Math.max(1, updates / POINTS);
      long[] steps =
          LongStream.concat(
                  LongStream.iterate(0, s -> s < updates, s -> s + stride),
                  LongStream.of(updates - 1))
              .toArray();
      double[] x = LongStream.of(steps).mapToDouble(s -> (double) s * epochs / updates).toArray();
      x[x.length - 1] = epochs; // the last update's rate holds to the end
      return new Curve.Rate(x, schedule.curve(steps));
    }
    List<Double> logged = r.history.history().get("learning_rate");
    double now = optimizer.learningRate();
    // The rate of an epoch holds from its beginning to its end.
    return new Curve.Rate(
        IntStream.range(0, 2 * epochs).map(i -> (i + 1) / 2).asDoubleStream().toArray(),
        IntStream.range(0, 2 * epochs)
            .mapToDouble(i -> logged == null ? now : logged.get(i / 2))
            .toArray());
  }
}
