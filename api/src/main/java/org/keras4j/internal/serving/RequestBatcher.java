package org.keras4j.internal.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Signature;
import org.keras4j.internal.engine.ServedGraph;
import org.keras4j.ndarray.NDArray;

/**
 * A graph that merges the requests of many threads into few runs of another one, by a thread of its
 * own. While a run goes on, the requests for the next one gather.
 *
 * <p>What goes wrong with a merged run is found out by running each of its requests alone, so that
 * only the one at fault fails. Where a layer changes the number of samples, outputs cannot be told
 * apart, and all requests run alone.
 *
 * <p>Closing ends the thread and leaves the other graph open.
 */
public final class RequestBatcher implements ServedGraph {

  private final ServedGraph graph;

  @SuppressWarnings("UnusedVariable") // keeps it, and with it the graph, from being collected
  private final Object owner;

  private final Ticker ticker;
  private final int maxQueued;
  private final RequestQueue queue;
  private final Thread thread;
  private volatile boolean mergeable = true;

  /**
   * Starts the thread.
   *
   * @param graph computes
   * @param owner closes the graph when it is collected
   * @param maxBatch the largest number of samples in a merged run
   * @param maxWait nanoseconds that a request waits for others
   * @param maxQueued how many samples may wait
   */
  public RequestBatcher(
      ServedGraph graph, Object owner, int maxBatch, long maxWait, int maxQueued) {
    this(graph, owner, maxBatch, maxWait, maxQueued, Ticker.SYSTEM);
  }

  @SuppressWarnings("this-escape") // as the last thing
  RequestBatcher(
      ServedGraph graph, Object owner, int maxBatch, long maxWait, int maxQueued, Ticker ticker) {
    this.graph = graph;
    this.owner = owner;
    this.ticker = ticker;
    this.maxQueued = maxQueued;
    queue = new RequestQueue(maxBatch, maxWait, maxQueued, ticker);
    thread = new Thread(this::serve, "keras4j-batching-" + signature().name());
    thread.setDaemon(true);
    thread.setContextClassLoader(RequestBatcher.class.getClassLoader());
    thread.start();
  }

  @Override
  public Signature signature() {
    return graph.signature();
  }

  /**
   * Waits for room and for the answer.
   *
   * @throws CancellationException if the thread is interrupted, which it stays
   */
  @Override
  public List<NDArray> run(List<NDArray> batch) {
    Request request = new Request(batch, ticker.nanoTime());
    try {
      if (!queue.put(request)) {
        throw closed();
      }
      return request.answer().get();
    } catch (InterruptedException e) {
      queue.remove(request);
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private CancellationException interrupted(InterruptedException cause) {
    CancellationException e =
        new CancellationException(
            "The request to " + name() + " was given up because its thread was interrupted");
    e.initCause(cause);
    return e;
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /**
   * Returns at once what will be the answer. It is given in the batcher's thread: whoever goes on
   * with it does so in another one.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the one that callers get fails, too
  public CompletableFuture<List<NDArray>> submit(List<NDArray> batch) {
    Request request = new Request(batch, ticker.nanoTime());
    CompletableFuture<List<NDArray>> answer = request.answer();
    if (!queue.tryRoom(request)) {
      answer.completeExceptionally(
          new RejectedExecutionException(
              String.format(
                  Locale.ROOT,
                  "The queue of %s is full: %d samples may wait. Try again later, allow more, or use"
                      + " predict, which waits for room",
                  name(),
                  maxQueued)));
    } else if (!queue.add(request)) {
      answer.completeExceptionally(closed());
    }
    // When the caller cancels; for all others there is nothing left to remove.
    answer.whenComplete(
        (outputs, e) -> {
          if (answer.isCancelled()) {
            queue.remove(request);
          }
        });
    return answer;
  }

  @Override
  public void runSingle(float[] sample, float[] result) {
    NDArray one = NDArray.wrap(sample, signature().inputs().get(0).shape().withBatch(1).asArray());
    NDArray output = run(List.of(one)).get(0);
    if (output.size() != result.length) {
      throw ServedGraph.wrongResult(signature(), result.length, output.size());
    }
    System.arraycopy(output.toFloatArray(), 0, result, 0, result.length);
  }

  private void serve() {
    for (List<Request> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
      if (batch.size() == 1 || !mergeable || !runMerged(batch)) {
        batch.forEach(this::runAlone);
      }
    }
  }

  /** Returns whether all requests have their answer. */
  private boolean runMerged(List<Request> batch) {
    int rows = batch.stream().mapToInt(Request::rows).sum();
    List<NDArray> outputs;
    List<List<NDArray>> parts;
    try {
      outputs = graph.run(merged(batch));
      if (outputs.stream().anyMatch(o -> o.rank() == 0 || o.length() != rows)) {
        mergeable = false;
        return false;
      }
      parts = split(outputs, batch);
    } catch (RuntimeException | Error e) {
      return false; // it will be the answer to the request that is at fault
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(parts.get(i));
    }
    return true;
  }

  private static List<NDArray> merged(List<Request> batch) {
    List<NDArray> merged = new ArrayList<>();
    for (int i = 0; i < batch.get(0).arrays().size(); i++) {
      int input = i;
      merged.add(NDArray.concat(0, batch.stream().map(r -> r.arrays().get(input)).toList()));
    }
    return merged;
  }

  /** Copies, so that nobody's answer keeps the others' in memory. */
  private static List<List<NDArray>> split(List<NDArray> outputs, List<Request> batch) {
    List<List<NDArray>> parts = new ArrayList<>();
    int from = 0;
    for (Request r : batch) {
      int begin = from;
      int end = begin + r.rows();
      parts.add(outputs.stream().map(o -> o.slice(begin, end).copy()).toList());
      from = end;
    }
    return parts;
  }

  private void runAlone(Request request) {
    try {
      request.answer().complete(graph.run(request.arrays()));
    } catch (RuntimeException | Error e) {
      request.answer().completeExceptionally(e);
    }
  }

  private String name() {
    return "the batching predictor of model '" + signature().name() + "'";
  }

  private IllegalStateException closed() {
    return new IllegalStateException(
        "The batching predictor of model '" + signature().name() + "' is closed");
  }

  /** Fails all requests that wait, and ends the thread after the run that goes on. */
  @Override
  public void close() {
    queue.close().forEach(r -> r.answer().completeExceptionally(closed()));
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
