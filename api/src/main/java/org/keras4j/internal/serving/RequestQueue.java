package org.keras4j.internal.serving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait for a run, in the order in which they came, up to a number of samples.
 *
 * <p>The eldest request is in the next batch, always; with it go those of its kind that came next,
 * as long as there is room. So a request of another kind, or a large one, is never passed by for
 * ever. Room in the queue is given in order of arrival, too.
 *
 * <p>The lock is held to look at the queue only, never during a run or while an answer is given.
 */
final class RequestQueue {

  /** More than are ever asked for: lets everybody pass who waits for room. */
  private static final int OPEN_DOORS = 1 << 30;

  private final int maxBatch;
  private final long maxWait;
  private final int maxQueued;
  private final Ticker ticker;
  private final Semaphore room;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Request> waiting = new ArrayDeque<>();
  private int waitingRows;
  private boolean closed;

  RequestQueue(int maxBatch, long maxWait, int maxQueued, Ticker ticker) {
    this.maxBatch = maxBatch;
    this.maxWait = maxWait;
    this.maxQueued = maxQueued;
    this.ticker = ticker;
    this.room = new Semaphore(maxQueued, true);
  }

  /**
   * Adds a request as soon as there is room.
   *
   * @return false if the queue is closed
   */
  boolean put(Request request) throws InterruptedException {
    room.acquire(permits(request));
    return add(request);
  }

  /** Returns whether there is room for a request now, and nobody waits for it. */
  boolean tryRoom(Request request) {
    return !room.hasQueuedThreads() && room.tryAcquire(permits(request));
  }

  /**
   * Adds a request for which there is room.
   *
   * @return false if the queue is closed
   */
  boolean add(Request request) {
    lock.lock();
    try {
      if (closed) {
        room.release(permits(request)); // for the next one who waits to be refused
        return false;
      }
      waiting.add(request);
      waitingRows += request.rows();
      // The others in between need not wake the thread that collects.
      if (waiting.size() == 1 || waitingRows >= maxBatch) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A request larger than the queue needs all of it. */
  private int permits(Request request) {
    return Math.min(request.rows(), maxQueued);
  }

  /** Takes back a request whose caller waits no more, unless it is in a run already. */
  void remove(Request request) {
    lock.lock();
    try {
      if (waiting.remove(request)) {
        taken(request);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a request, then for others that go with it, until they fill a batch or the first one
   * has waited long enough.
   *
   * @return the batch, empty if the queue is closed
   */
  List<Request> take() {
    lock.lock();
    try {
      while (!closed) {
        Request first = waiting.peek();
        if (first == null) {
          changed.awaitUninterruptibly();
          continue;
        }
        // A difference, as the clock may run over.
        long left = maxWait - (ticker.nanoTime() - first.arrival());
        if (left <= 0 || fillsBatch(first)) {
          return collect(first);
        }
        await(left);
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private void await(long nanos) {
    try {
      ticker.await(changed, nanos);
    } catch (InterruptedException e) {
      // The thread is the batcher's own: it ends when the queue is closed, and not before.
      Thread.interrupted();
    }
  }

  private boolean fillsBatch(Request first) {
    if (waitingRows < maxBatch) {
      return false;
    }
    long rows = 0;
    for (Request r : waiting) {
      if (r.goesWith(first)) {
        rows += r.rows();
      }
      if (rows >= maxBatch) {
        return true;
      }
    }
    return false;
  }

  private List<Request> collect(Request first) {
    List<Request> batch = new ArrayList<>();
    long rows = 0;
    for (Iterator<Request> all = waiting.iterator(); all.hasNext(); ) {
      Request r = all.next();
      if (r.goesWith(first)) {
        if (r != first && rows + r.rows() > maxBatch) {
          break;
        }
        rows += r.rows();
        all.remove();
        taken(r);
        batch.add(r);
      }
    }
    return batch;
  }

  private void taken(Request request) {
    waitingRows -= request.rows();
    room.release(permits(request));
  }

  /** Lets no more requests in, and returns those that were waiting. */
  List<Request> close() {
    lock.lock();
    try {
      if (closed) {
        return List.of();
      }
      closed = true;
      List<Request> left = List.copyOf(waiting);
      waiting.clear();
      changed.signal();
      room.release(OPEN_DOORS);
      return left;
    } finally {
      lock.unlock();
    }
  }
}
