package org.keras4j;

import org.keras4j.internal.graph.Threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** Runs of models whose callbacks use each other: somebody always gets on. */
public class ModelLockLincheckTest {

  /** Waiting for no time at all: Lincheck has no clock. */
  private static ModelLock lock() {
    return new ModelLock(0);
  }

  /** Takes a lock and, inside it, the next ones, as callbacks do; returns how often refused. */
  private static int nested(ModelLock... locks) {
    return nested(0, locks);
  }

  private static int nested(int first, ModelLock... locks) {
    if (first == locks.length) {
      return 0;
    }
    try {
      locks[first].lock("m");
    } catch (IllegalStateException e) {
      return 1;
    }
    try {
      return nested(first + 1, locks);
    } finally {
      locks[first].unlock();
    }
  }

  private static void together(Runnable... runs) {
    // Threads as they are: Lincheck does not see the run method of a subclass.
    Thread[] threads = new Thread[runs.length];
    for (int i = 0; i < runs.length; i++) {
      threads[i] = new Thread(runs[i]);
      threads[i].start();
    }
    for (Thread t : threads) {
      try {
        t.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void ofTwoThatWaitForEachOtherOneIsRefused() {
    Lincheck.runConcurrentTest(
        1000,
        () -> {
          ModelLock a = lock();
          ModelLock b = lock();
          AtomicInteger refused = new AtomicInteger();
          together(() -> refused.addAndGet(nested(a, b)), () -> refused.addAndGet(nested(b, a)));
          assertTrue(refused.get() <= 1, "both were refused");
        });
  }

  /** A thread that has given a lock back before it waits for another one is in no cycle. */
  @Test
  void whereThereIsNoCycleNobodyIsRefused() {
    Lincheck.runConcurrentTest(
        3000,
        () -> {
          ModelLock a = lock();
          ModelLock b = lock();
          AtomicInteger refused = new AtomicInteger();
          together(
              () -> refused.addAndGet(nested(b) + nested(a)),
              () -> refused.addAndGet(nested(a, b)));
          assertEquals(0, refused.get());
        });
  }
}
