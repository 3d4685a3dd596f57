package org.keras4j.internal.core;

import java.util.List;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
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

    int step() {
      return ++steps;
    }
  }

  private final LockedHome first = new LockedHome();
  private final LockedHome second = new LockedHome();
  private final LockedHome third = new LockedHome();

  private static int holding(List<LockedHome> homes, Supplier<Integer> action) {
    return HomeLocks.holding(homes, held -> action.get());
  }

  @Operation
  public int inOrder() {
    return holding(List.of(first, second), () -> 10 * first.step() + second.step());
  }

  @Operation
  public int inReverse() {
    return holding(List.of(second, first), () -> 10 * first.step() + second.step());
  }

  @Operation
  public int fromTheThird() {
    return holding(List.of(third, first), () -> 10 * first.step() + third.step());
  }

  /** As a session does that has fetched from the others: the step itself needs its own lock only. */
  @Operation
  public int keepsOnlyTheSecond() {
    return HomeLocks.holding(
        List.of(third, second, first),
        held -> {
          held.keepOnly(second);
          return second.step();
        });
  }

  @Operation
  public int failsInside() {
    try {
      return HomeLocks.<Integer>holding(
          List.of(second, third),
          held -> {
            throw new IllegalStateException();
          });
    } catch (IllegalStateException e) {
      return -1;
    }
  }

  @Operation
  public int alone() {
    second.lock.lock();
    try {
      return second.step();
    } finally {
      second.lock.unlock();
    }
  }

  @Test
  void neverWaitForEachOther() {
    new ModelCheckingOptions()
        .iterations(5)
        .threads(2)
        .actorsPerThread(2)
        .invocationsPerIteration(100)
        .check(getClass());
  }
}
