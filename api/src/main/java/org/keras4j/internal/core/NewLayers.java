package org.keras4j.internal.core;

import org.keras4j.core.DtypePolicy;
import org.keras4j.internal.GlobalState;

/** What {@code Keras} says of layers that are made from now on. */
public final class NewLayers implements GlobalState.Saveable {

  private static final GlobalState.Part<NewLayers> CURRENT =
      new GlobalState.Part<>(
          "dtype_policy",
          () -> new NewLayers(DtypePolicy.FLOAT32),
          saved -> new NewLayers(DtypePolicy.of((String) saved)));

  private volatile DtypePolicy policy;

  private NewLayers(DtypePolicy policy) {
    this.policy = policy;
  }

  /** Returns the policy of layers that are made now. */
  public static DtypePolicy dtypePolicy() {
    return CURRENT.get().policy;
  }

  /** Sets the policy of layers that are made from now on. */
  public static void dtypePolicy(DtypePolicy policy) {
    CURRENT.get().policy = policy;
  }

  @Override
  public Object save() {
    return policy.toString();
  }
}
