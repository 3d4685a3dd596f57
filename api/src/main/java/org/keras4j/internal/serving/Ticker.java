package org.keras4j.internal.serving;

import java.util.concurrent.locks.Condition;

/** Time, as the batcher sees it; a test has its own. */
interface Ticker {

  /** The clock of the machine. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, with the condition
        public void await(Condition condition, long nanos) throws InterruptedException {
          long unused = condition.awaitNanos(nanos);
        }
      };

  /** Returns nanoseconds since some moment. */
  long nanoTime();

  /** Waits for a condition, whose lock the thread holds, at most this long. */
  void await(Condition condition, long nanos) throws InterruptedException;
}
