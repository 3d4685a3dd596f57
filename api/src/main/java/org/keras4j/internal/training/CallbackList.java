package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.Logs;

/** All callbacks of a run, in order. */
final class CallbackList {

  private final List<Callback> callbacks;

  CallbackList(List<Callback> callbacks, Model model, CallbackParams params) {
    this.callbacks = new ArrayList<>(callbacks);
    this.callbacks.forEach(c -> c.attach(model, params));
  }

  void each(Consumer<Callback> hook) {
    for (Callback c : callbacks) {
      hook.accept(c);
    }
  }

  /** Calls a hook with logs that are fetched only if a callback looks at them. */
  void eachWith(Logs logs, java.util.function.BiConsumer<Callback, Logs> hook) {
    for (Callback c : callbacks) {
      hook.accept(c, logs);
    }
    logs.expire();
  }
}
