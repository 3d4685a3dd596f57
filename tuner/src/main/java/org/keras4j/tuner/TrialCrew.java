package org.keras4j.tuner;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that wait for trials which run elsewhere. */
final class TrialCrew implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final int size;
  private final ExecutorService threads;
  private final CompletionService<EndedRun> done;

  TrialCrew(int size) {
    this.size = size;
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            size,
            task -> {
              Thread thread = new Thread(task, "keras4j-trial-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    done = new ExecutorCompletionService<>(threads);
  }

  int size() {
    return size;
  }

  void submit(Callable<EndedRun> trial) {
    done.submit(trial);
  }

  Future<EndedRun> take() throws InterruptedException {
    return done.take();
  }

  @Nullable Future<EndedRun> poll(long time, TimeUnit unit) throws InterruptedException {
    return done.poll(time, unit);
  }

  /** Interrupts what is running and waits until it has stopped, also in an interrupted thread. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger("org.keras4j.tuner")
            .log(System.Logger.Level.WARNING, "Trials still run that were told to stop");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
