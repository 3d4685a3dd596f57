package org.keras4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a model: one thread holds it at a time, the others wait.
 *
 * <p>Callbacks may use other models, whose callbacks may use this one. If the threads of both wait
 * for each other, one of them gets an error, which ends its run and with that the other's waiting.
 */
final class ModelLock {

  /** Only threads that have waited for a while look for a cycle, which costs others nothing. */
  private static final long LOOK_MILLIS = 100;

  private static final Map<Thread, ModelLock> WAITING = new ConcurrentHashMap<>();

  private static final class Lock extends ReentrantLock {

    private static final long serialVersionUID = 1;

    @Nullable Thread owner() {
      return getOwner();
    }
  }

  private final Lock lock = new Lock();
  private final long lookMillis;

  /** Makes a lock that nobody holds. */
  ModelLock() {
    this(LOOK_MILLIS);
  }

  /** Makes a lock whose waiting threads look for a cycle that often. */
  ModelLock(long lookMillis) {
    this.lookMillis = lookMillis;
  }

  /**
   * Waits for the lock and takes it.
   *
   * @param model whose lock it is, for the message
   * @throws IllegalStateException if a thread holds the lock that waits for this one
   */
  void lock(String model) {
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
          taken = lock.tryLock(lookMillis, TimeUnit.MILLISECONDS);
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

  /** Releases the lock, or keeps it if this thread took it more often. */
  void unlock() {
    lock.unlock();
  }

  /** Returns how often this thread has taken the lock. */
  int held() {
    return lock.getHoldCount();
  }

  /** Of the threads of a cycle, that with the highest number is chosen: one error is enough. */
  private boolean isChosenFromCycle(Thread me) {
    List<ModelLock> waitedFor = new ArrayList<>();
    List<Thread> owners = new ArrayList<>();
    ModelLock other = this;
    // A cycle that this thread is not part of is left to those that are.
    for (int steps = WAITING.size(); steps >= 0 && other != null; steps--) {
      Thread owner = other.lock.owner();
      if (owner == me) {
        return isStill(waitedFor, owners);
      }
      if (owner == null || owner.getId() > me.getId()) {
        return false;
      }
      waitedFor.add(other);
      owners.add(owner);
      other = WAITING.get(owner);
    }
    return false;
  }

  /**
   * Returns whether what was seen one after the other is so at one moment: a thread may have given
   * its lock back since, and then waited for the next one. The last thread waits for one that this
   * thread holds, so it does nothing more; if it still holds what the thread before it waits for,
   * neither does that; and so on.
   */
  private static boolean isStill(List<ModelLock> waitedFor, List<Thread> owners) {
    for (int i = owners.size() - 1; i >= 0; i--) {
      Thread owner = owners.get(i);
      boolean waits = i == owners.size() - 1 || WAITING.get(owner) == waitedFor.get(i + 1);
      if (!waits || waitedFor.get(i).lock.owner() != owner) {
        return false;
      }
    }
    return true;
  }
}
