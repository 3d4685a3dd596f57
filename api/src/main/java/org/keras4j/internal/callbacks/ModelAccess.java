package org.keras4j.internal.callbacks;

import org.keras4j.Model;
import org.keras4j.internal.Bridge;

/** What training does with a {@link Model} and users do not. */
public abstract class ModelAccess {

  private static final Bridge<ModelAccess> BRIDGE = new Bridge<>(Model.class);

  /** For {@link Model}. */
  protected ModelAccess() {}

  /** Registers the implementation. */
  public static void set(ModelAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static ModelAccess get() {
    return BRIDGE.get();
  }

  /** Lets the running {@code fit} begin at this epoch; for callbacks that restore a backup. */
  public abstract void resumeAt(Model model, int epoch);
}
