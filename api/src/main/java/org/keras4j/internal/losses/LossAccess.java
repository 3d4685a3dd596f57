package org.keras4j.internal.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.internal.Bridge;
import org.keras4j.losses.Loss;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** What training and metrics do with a {@link Loss} and users do not. */
public abstract class LossAccess {

  private static final Bridge<LossAccess> BRIDGE = new Bridge<>(Loss.class);

  /** For {@link Loss}. */
  protected LossAccess() {}

  /**
   * The loss of each sample, before reduction.
   *
   * @param values one for each sample
   * @param mask which of them count, or null if all do
   */
  public record Values(Operand<TFloat32> values, @Nullable Operand<TBool> mask) {}

  /** Registers the implementation. */
  public static void set(LossAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static LossAccess get() {
    return BRIDGE.get();
  }

  /** Returns what is wrong with targets of this shape, or null; the end of a sentence. */
  public abstract @Nullable String problem(Loss loss, Shape yTrue, Shape yPred);

  /** Returns what is wrong with these targets themselves, or null; the end of a sentence. */
  public abstract @Nullable String problem(Loss loss, NDArray yTrue, Shape yPred);

  /** Adds the loss to a graph up to the values of single samples: rank alignment, values. */
  public abstract Values values(
      Loss loss, Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred);
}
