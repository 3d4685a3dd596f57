package org.keras4j.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.CallbackParams;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.internal.callbacks.CallbackAccess;
import org.keras4j.internal.callbacks.Resuming;

/** All callbacks of a run: the user's in their order, then history and progress bar. */
final class CallbackList {

  private static final CallbackAccess ACCESS = CallbackAccess.get();

  private final List<Callback> callbacks;

  CallbackList(List<Callback> users, boolean fit, Trainee model, CallbackParams params) {
    callbacks = new ArrayList<>(users);
    if (fit && find(History.class) == null) {
      callbacks.add(new History());
    }
    if (params.verbose() != 0 && find(ProgbarLogger.class) == null) {
      callbacks.add(new ProgbarLogger());
    }
    callbacks.forEach(c -> model.attach(c, params));
    ACCESS.together(callbacks);
  }

  private <C extends Callback> @Nullable C find(Class<C> kind) {
    return callbacks.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  /** Returns the history of a {@code fit}. */
  History history() {
    return java.util.Objects.requireNonNull(find(History.class));
  }

  /** Returns the callback that can resume a {@code fit}, or null. */
  @Nullable Resuming resuming() {
    return callbacks.stream()
        .filter(Resuming.class::isInstance)
        .map(Resuming.class::cast)
        .findFirst()
        .orElse(null);
  }

  /** Returns all of them, in the order in which they are called. */
  List<Callback> all() {
    return List.copyOf(callbacks);
  }

  void each(Consumer<Callback> hook) {
    for (Callback c : callbacks) {
      hook.accept(c);
    }
  }

  /** Calls a hook with logs that are fetched only if a callback looks at them. */
  void eachWith(Supplier<Map<String, Double>> source, BiConsumer<Callback, Logs> hook) {
    Logs logs = ACCESS.lazyLogs(source);
    for (Callback c : callbacks) {
      hook.accept(c, logs);
    }
    ACCESS.expire(logs);
  }
}
