package org.keras4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A model's turn: one thread has it at a time, the others wait.
 *
 * <p>Callbacks may use other models, whose callbacks may use this one. If the threads of both wait
 * for each other, one of them gets an error, which ends its run and with that the other's waiting.
 */
final class Turn {

  /** Only threads that have waited for a while look for a cycle, which costs others nothing. */
  private static final long LOOK_MILLIS = 100;

  private static final Map<Thread, Turn> WAITING = new ConcurrentHashMap<>();

  private static final class Lock extends ReentrantLock {

    private static final long serialVersionUID = 1;

    @Nullable Thread owner() {
      return getOwner();
    }
  }

  private final Lock lock = new Lock();

  /**
   * Waits for the turn and takes it.
   *
   * @param model whose turn it is, for the message
   * @throws IllegalStateException if the turn is of a thread that waits for this one
   */
  void take(String model) {
    if (lock.tryLock()) {
      return;
    }
    Thread me = Thread.currentThread();
    boolean interrupted = false;
    WAITING.put(me, this);
    try {
      boolean taken = false;
      while (!taken) {
        try {
          taken = lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // the run that begins looks for it and ends in good order
        }
        if (!taken && isChosenFromCycle(me)) {
          throw new IllegalStateException(
              "Model '"
                  + model
                  + "' is used by another thread, which waits for a model that this thread uses:"
                  + " callbacks of two models use each other's model. Let one of the runs end"
                  + " before the other one begins");
        }
      }
    } finally {
      WAITING.remove(me);
      if (interrupted) {
        me.interrupt();
      }
    }
  }

  /** Gives the turn to the next thread, or stays with this one if it took it more often. */
  void giveBack() {
    lock.unlock();
  }

  /** Returns how often this thread has taken the turn. */
  int held() {
    return lock.getHoldCount();
  }

  /** Of the threads of a cycle, that with the highest number is chosen: one error is enough. */
  private boolean isChosenFromCycle(Thread me) {
    Turn turn = this;
    // A cycle that this thread is not part of is left to those that are.
    for (int steps = WAITING.size(); steps >= 0 && turn != null; steps--) {
      Thread owner = turn.lock.owner();
      if (owner == me) {
        return true;
      }
      if (owner == null || owner.getId() > me.getId()) {
        return false;
      }
      turn = WAITING.get(owner);
    }
    return false;
  }
}
