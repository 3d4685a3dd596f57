package org.keras4j.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that leaves no trace if it fails. What is done on the way says how it is taken back; when
 * the work throws, all of that is taken back, the last first. An attempt inside another one that
 * succeeds is taken back with the outer one.
 */
public final class Attempt {

  private static final ThreadLocal<@Nullable Deque<Runnable>> DONE = new ThreadLocal<>();

  private Attempt() {}

  /** Does the work; whatever it throws, everything is as it was before. */
  public static <T> T at(Supplier<T> work) {
    Deque<Runnable> outer = DONE.get();
    Deque<Runnable> done = new ArrayDeque<>();
    DONE.set(done);
    try {
      T result = work.get();
      if (outer != null) {
        done.descendingIterator().forEachRemaining(outer::push);
      }
      return result;
    } catch (RuntimeException | Error e) {
      done.forEach(Runnable::run);
      throw e;
    } finally {
      if (outer == null) {
        DONE.remove();
      } else {
        DONE.set(outer);
      }
    }
  }

  /** Says how something is taken back that has just been done; without an attempt it stays. */
  public static void onFailure(Runnable takeBack) {
    Deque<Runnable> done = DONE.get();
    if (done != null) {
      done.push(takeBack);
    }
  }
}
