package org.keras4j.internal.core;

import org.keras4j.core.DtypePolicy;

/** What {@code Keras} says of layers that are made from now on. */
public final class NewLayers {

  private static volatile DtypePolicy dtypePolicy = DtypePolicy.FLOAT32;

  private NewLayers() {}

  /** Returns the policy of layers that are made now. */
  public static DtypePolicy dtypePolicy() {
    return dtypePolicy;
  }

  /** Sets the policy of layers that are made from now on. */
  public static void dtypePolicy(DtypePolicy policy) {
    dtypePolicy = policy;
  }
}
