package org.keras4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.GlobalState;

/**
 * The threads that run the trials of a search: that of the caller for one worker, else one for each
 * worker. What ends one of them ends all, and they have ended when {@link #run} does.
 */
final class Workers {
  private final List<TrialLoop> loops;
  private final SearchStop stop;
  private @Nullable Throwable failure;

  Workers(List<TrialLoop> loops, SearchStop stop) {
    this.loops = loops;
    this.stop = stop;
  }

  /**
   * Runs all loops to their ends.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void run() {
    if (loops.size() == 1) {
      loops.get(0).run();
      return;
    }
    List<Thread> threads = new ArrayList<>();
    boolean interrupted = false;
    try {
      for (TrialLoop loop : loops) {
        Thread thread =
            new Thread(GlobalState.bound(() -> work(loop)), "keras4j-worker-" + threads.size());
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
    } catch (OutOfMemoryError e) {
      // There are no more threads to be had.
      failed(e);
    } finally {
      for (Thread thread : threads) {
        interrupted |= join(thread);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow(interrupted);
  }

  private void work(TrialLoop loop) {
    try {
      loop.run();
    } catch (Throwable e) { // thrown where the search was called
      failed(e);
    }
  }

  private synchronized void failed(Throwable e) {
    boolean wasAsked = stop.isAsked();
    stop.ask();
    if (wasAsked && e instanceof CancellationException) {
      return;
    }
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
  }

  /** Waits for a thread; returns whether this one was interrupted meanwhile, which stops all. */
  private boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        stop.ask();
      }
    }
  }

  private synchronized void rethrow(boolean interrupted) {
    if (failure != null) {
      Workers.<RuntimeException>throwAsItIs(failure);
    }
    if (interrupted) {
      throw new CancellationException(Interruption.MESSAGE);
    }
  }

  /** Code in another language may throw checked exceptions without announcing them. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void throwAsItIs(Throwable failure) throws E {
    throw (E) failure;
  }
}
