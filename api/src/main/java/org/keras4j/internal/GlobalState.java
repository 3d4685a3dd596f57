package org.keras4j.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Keras keeps for a whole program: the numbering of names, the generators of seeds, the policy
 * of new layers. There is one for all threads, unless a thread works in one of its own; then what
 * it builds and trains neither sees nor disturbs that of others. Keras's {@code global_state}.
 *
 * <p>Each part is declared where it is used, as a {@link Part}. Of what is static elsewhere nothing
 * decides what is computed: registered classes, locks and stamps of versions, warnings that are
 * given once, TensorFlow's threads.
 *
 * <p>Threads that a training starts for itself do not inherit the state; give them {@link #bound}
 * tasks.
 */
public final class GlobalState {

  private static final GlobalState OF_THE_PROGRAM = new GlobalState();
  private static final ThreadLocal<@Nullable GlobalState> OWN = new ThreadLocal<>();

  private final Map<Part<?>, Saveable> parts = new ConcurrentHashMap<>();
  private Map<String, Object> restored = Map.of();

  /** Makes a state that is as at the start of a program. */
  public GlobalState() {}

  /** A value of a part. */
  public interface Saveable {

    /** Returns the value as numbers, texts, and lists and maps of them. */
    Object save();
  }

  /**
   * One part of each state.
   *
   * @param name under which it is saved
   * @param fresh makes the value at the start of a program
   * @param saved makes a value from what {@link Saveable#save} returned
   */
  public record Part<T extends Saveable>(
      String name, Supplier<T> fresh, Function<Object, T> saved) {

    /** Returns the value in the state of this thread. */
    public T get() {
      return current().get(this);
    }
  }

  /** Returns the state that this thread works in. */
  public static GlobalState current() {
    return Objects.requireNonNullElse(OWN.get(), OF_THE_PROGRAM);
  }

  /** Works in this state; whatever the thread worked in before comes back at the end. */
  public <T> T run(Supplier<T> work) {
    GlobalState outer = OWN.get();
    OWN.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        OWN.remove();
      } else {
        OWN.set(outer);
      }
    }
  }

  /** Returns a task for another thread that works in the state of this one. */
  public static Runnable bound(Runnable task) {
    GlobalState state = current();
    return () ->
        state.run(
            () -> {
              task.run();
              return true;
            });
  }

  @SuppressWarnings("unchecked") // a part is the key of values that itself has made
  private <T extends Saveable> T get(Part<T> part) {
    Saveable value = parts.get(part);
    return (T) (value == null ? parts.computeIfAbsent(part, this::make) : value);
  }

  private Saveable make(Part<?> part) {
    Object saved = savedOrNull(part.name());
    if (saved == null) {
      return part.fresh().get();
    }
    try {
      return part.saved().apply(saved);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "The saved state of Keras is damaged: '" + part.name() + "' cannot be read: " + e, e);
    }
  }

  private synchronized @Nullable Object savedOrNull(String name) {
    return restored.get(name);
  }

  /**
   * Returns the state as a map of numbers, texts, and lists and maps of them, by the names of the
   * parts.
   */
  public synchronized Map<String, Object> save() {
    Map<String, Object> all = new TreeMap<>(restored);
    parts.forEach((part, value) -> all.put(part.name(), value.save()));
    return new LinkedHashMap<>(all);
  }

  /**
   * Goes on from a state that was saved. What took a place in a queue before keeps it there.
   *
   * @param saved what {@link #save} returned, or the same read from JSON; a part that is missing is
   *     as at the start of a program
   */
  public synchronized void restore(Map<String, ?> saved) {
    restored = new LinkedHashMap<>(saved);
    parts.clear();
  }
}
