package org.keras4j.internal.core;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The locks of several homes, taken in the order in which the homes were made, so that two threads
 * that need the same ones never wait for each other.
 */
public final class HomeLocks {

  private final SortedSet<HomeLock> held = new TreeSet<>();

  private HomeLocks() {}

  /** Runs an action while all of them are held; the caller holds none yet. */
  public static <T extends @Nullable Object> T holding(
      Iterable<? extends VariableAccess.Home> homes, Function<HomeLocks, T> action) {
    HomeLocks locks = new HomeLocks();
    homes.forEach(h -> locks.held.add(h.lock()));
    locks.held.forEach(HomeLock::lock);
    try {
      return action.apply(locks);
    } finally {
      locks.held.forEach(HomeLock::unlock);
    }
  }

  /** Gives all back but one, before the action ends. */
  public void keepOnly(VariableAccess.Home home) {
    held.removeIf(
        l -> {
          boolean other = !l.equals(home.lock());
          if (other) {
            l.unlock();
          }
          return other;
        });
  }
}
