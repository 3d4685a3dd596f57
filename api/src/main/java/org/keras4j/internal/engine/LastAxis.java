package org.keras4j.internal.engine;

import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** The last axis of size 1, which may be there or not: Keras adds or removes it. */
public final class LastAxis {

  private LastAxis() {}

  /** Adds or removes a last axis of size 1 where the model wants it so, as Keras does. */
  public static NDArray adapt(NDArray x, Shape wanted) {
    if (x.rank() == wanted.rank() - 1 && wanted.rank() > 1 && wanted.get(-1) == 1) {
      return x.expandDims(-1);
    }
    if (x.rank() == wanted.rank() + 1 && x.rank() > 1 && x.shape().get(-1) == 1) {
      return x.squeeze(-1);
    }
    return x;
  }
}
