package org.keras4j.internal.callbacks;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.Logs;
import org.keras4j.internal.Bridge;

/**
 * What the training loops do with {@link Callback callbacks} and {@link Logs}, and users do not.
 */
public abstract class CallbackAccess {

  private static final Bridge<CallbackAccess> BRIDGE = new Bridge<>(Callback.class);

  /** For {@link Callback}. */
  protected CallbackAccess() {}

  /** Registers the implementation. */
  public static void set(CallbackAccess access) {
    BRIDGE.set(access);
  }

  /** Returns the implementation. */
  public static CallbackAccess get() {
    return BRIDGE.get();
  }

  /** Tells a callback which run it belongs to, before its first method is called. */
  public abstract void attach(Callback callback, Model model, CallbackParams params);

  /** Tells all callbacks of a run of each other, after they were attached. */
  public abstract void together(List<Callback> all);

  /** Returns what a callback has to know again when its run is resumed; null if it cannot say. */
  public abstract @Nullable Map<String, @Nullable Object> saveState(Callback callback);

  /** Gives a callback the state that one like it has saved. */
  public abstract void loadState(Callback callback, Map<String, ? extends @Nullable Object> state);

  /** Makes logs whose values are fetched when first looked at. */
  public abstract Logs lazyLogs(Supplier<Map<String, Double>> source);

  /** Lets logs forget their source: what was not looked at by now never will be. */
  public abstract void expire(Logs logs);
}
