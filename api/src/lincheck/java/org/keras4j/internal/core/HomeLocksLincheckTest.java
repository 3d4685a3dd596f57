package org.keras4j.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.keras4j.core.Variable;

/** The locks of several homes, asked for in any order: no deadlock, and each lock is one. */
public class HomeLocksLincheckTest {

  /** A session of which only the lock matters, and what that guards. */
  private static final class LockedHome implements VariableAccess.Home {
    final HomeLock lock = new HomeLock();
    int steps; // of no kind that threads may share without the lock

    @Override
    public HomeLock lock() {
      return lock;
    }

    @Override
    public long writes() {
      return 0;
    }

    @Override
    public VariableAccess.Fetched fetch(List<Variable> variables) {
      throw new AssertionError();
    }
  }

  private static void stepInBoth(LockedHome one, LockedHome other) {
    HomeLocks.holding(
        List.of(one, other),
        held -> {
          one.steps++;
          other.steps++;
          return true;
        });
  }

  /** As a session that has fetched from the other: its step needs its own lock only. */
  private static void stepInTheFirst(LockedHome own, LockedHome other) {
    HomeLocks.holding(
        List.of(own, other),
        held -> {
          held.keepOnly(own);
          own.steps++;
          return true;
        });
  }

  private static void together(Runnable one, Runnable other) {
    Thread first = new Thread(one);
    Thread second = new Thread(other);
    first.start();
    second.start();
    try {
      first.join();
      second.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSteps(int steps, LockedHome home) {
    assertEquals(steps, home.steps);
    assertEquals(false, home.lock.isLocked());
  }

  @Test
  void neverWaitForEachOther() {
    Lincheck.runConcurrentTest(
        500,
        () -> {
          LockedHome a = new LockedHome();
          LockedHome b = new LockedHome();
          together(() -> stepInBoth(a, b), () -> stepInBoth(b, a));
          assertSteps(2, a);
          assertSteps(2, b);
        });
  }

  @Test
  void whatIsKeptStaysLocked() {
    Lincheck.runConcurrentTest(
        500,
        () -> {
          LockedHome a = new LockedHome();
          LockedHome b = new LockedHome();
          together(() -> stepInTheFirst(b, a), () -> stepInBoth(a, b));
          assertSteps(1, a);
          assertSteps(2, b);
        });
  }
}
