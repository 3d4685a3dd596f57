package org.keras4j.framework;

import org.jspecify.annotations.Nullable;
import org.tensorflow.framework.losses.BinaryCrossentropy;
import org.tensorflow.framework.losses.CategoricalCrossentropy;
import org.tensorflow.framework.losses.CategoricalHinge;
import org.tensorflow.framework.losses.CosineSimilarity;
import org.tensorflow.framework.losses.Hinge;
import org.tensorflow.framework.losses.Huber;
import org.tensorflow.framework.losses.KLDivergence;
import org.tensorflow.framework.losses.LogCosh;
import org.tensorflow.framework.losses.Loss;
import org.tensorflow.framework.losses.MeanAbsoluteError;
import org.tensorflow.framework.losses.MeanAbsolutePercentageError;
import org.tensorflow.framework.losses.MeanSquaredError;
import org.tensorflow.framework.losses.MeanSquaredLogarithmicError;
import org.tensorflow.framework.losses.Poisson;
import org.tensorflow.framework.losses.Reduction;
import org.tensorflow.framework.losses.SquaredHinge;

/**
 * The name and the reduction of the framework's own losses. Their base class has both, but lies in
 * a package that the framework does not export, so each class is asked by itself.
 */
record KnownLosses(String name, Reduction reduction) {

  /** Returns what the loss says of itself, or null for a class that is not the framework's. */
  static @Nullable KnownLosses of(Loss loss) {
    if (loss instanceof BinaryCrossentropy l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof CategoricalCrossentropy l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof CategoricalHinge l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof CosineSimilarity l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof Hinge l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof Huber l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof KLDivergence l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof LogCosh l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof MeanAbsoluteError l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof MeanAbsolutePercentageError l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof MeanSquaredError l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof MeanSquaredLogarithmicError l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof Poisson l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    if (loss instanceof SquaredHinge l) {
      return new KnownLosses(l.getName(), l.getReduction());
    }
    return null;
  }
}
