package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait for each other's models. */
@Timeout(60)
class ModelLockTest {

  @Test
  void ofACycleOfAnyLengthOneThreadIsRefused() throws Exception {
    for (int length : new int[] {2, 3, 5}) {
      assertEquals(1, refusedInACycleOf(length));
    }
  }

  private static int refusedInACycleOf(int length) throws Exception {
    List<ModelLock> locks = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      locks.add(new ModelLock());
    }
    CyclicBarrier allHoldOne = new CyclicBarrier(length);
    AtomicInteger refused = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      ModelLock own = locks.get(i);
      ModelLock next = locks.get((i + 1) % length);
      threads.add(new Thread(() -> takeBoth(own, next, allHoldOne, refused)));
    }
    threads.forEach(Thread::start);
    for (Thread t : threads) {
      t.join();
    }
    locks.forEach(l -> assertEquals(0, l.held()));
    return refused.get();
  }

  private static void takeBoth(
      ModelLock own, ModelLock next, CyclicBarrier allHoldOne, AtomicInteger refused) {
    own.lock("own");
    try {
      allHoldOne.await();
      next.lock("next");
      next.unlock();
    } catch (IllegalStateException e) {
      refused.incrementAndGet();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      own.unlock();
    }
  }
}
