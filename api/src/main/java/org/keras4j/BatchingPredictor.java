package org.keras4j;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.serving.RequestBatcher;
import org.keras4j.ndarray.NDArray;

/**
 * A predictor that merges requests of many threads into few runs: {@link Predictor#batching}.
 *
 * <p>All methods of {@link Predictor} are there and mean the same; they wait until the request has
 * been run. One that is given by {@link #predictAsync} does not wait.
 *
 * <ul>
 *   <li>A run begins when the first request has waited for {@code maxWait}, or as soon as the
 *       requests have {@code maxBatch} samples. During a run those for the next one gather.
 *   <li>Requests are run in order of arrival. Where sizes are open, only those of equal shapes are
 *       merged; the others have their turn next. One with more samples than {@code maxBatch} is run
 *       alone.
 *   <li>Results are those of single calls, but for rounding: TensorFlow may add up in another order
 *       in a batch of another size. Layers that draw random numbers in inference draw others.
 *   <li>What is wrong with one request fails that one only.
 *   <li>If the queue is full, {@code predict} waits for room, in order of arrival; {@code
 *       predictAsync} is refused.
 *   <li>A thread that is interrupted while it waits gets a {@link
 *       java.util.concurrent.CancellationException} and stays interrupted.
 *   <li>Threads may be virtual ones: none is pinned while it waits.
 * </ul>
 *
 * <p>It has one thread of its own, which ends when it is closed, and at once after the run that
 * goes on; requests that wait then fail with an {@link IllegalStateException}. The predictor below
 * it stays open, and is to be closed after it.
 */
public final class BatchingPredictor extends Predictor {

  private final RequestBatcher batcher;

  BatchingPredictor(RequestBatcher batcher, Metadata metadata) {
    super(batcher, metadata);
    this.batcher = batcher;
  }

  /**
   * Returns at once, and later the first output for one sample.
   *
   * <pre id="snippet-predict-async">{@code
   * CompletableFuture<float[]> answer = batching.predictAsync(pixels);
   * CompletableFuture<Integer> length = answer.thenApply(probabilities -> probabilities.length);
   * }</pre>
   *
   * @param sample the elements of one sample in row-major order, copied
   * @return fails as {@link #predictAsync(List)} does
   */
  public CompletableFuture<float[]> predictAsync(float[] sample) {
    return async(
        () -> {
          inputs().sample(sample.length);
          return List.of(NDArray.wrap(sample.clone(), inputShape().withBatch(1).asArray()));
        },
        outputs -> inputs().oneOutput(outputs.get(0)).toFloatArray());
  }

  /**
   * Returns at once, and later the first output for a batch.
   *
   * @param batch shape {@code (samples, …)}; an array that it wraps must not change until then
   * @return fails as {@link #predictAsync(List)} does
   */
  public CompletableFuture<NDArray> predictAsync(NDArray batch) {
    return async(() -> inputs().batch(List.of(batch)), outputs -> outputs.get(0));
  }

  /**
   * Returns at once, and later every output for a batch.
   *
   * @param batch one array for each input; what they wrap must not change until then
   * @return fails with an {@link IllegalArgumentException} if the arrays do not fit the inputs, a
   *     {@link java.util.concurrent.RejectedExecutionException} if the queue is full, an {@link
   *     IllegalStateException} if the predictor is closed before. What depends on it runs in the
   *     common pool. If it is cancelled before its run, that is spared
   */
  public CompletableFuture<List<NDArray>> predictAsync(List<NDArray> batch) {
    return async(() -> inputs().batch(batch), outputs -> outputs);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the one that callers get fails, too
  private <T> CompletableFuture<T> async(
      Supplier<List<NDArray>> batch, Function<List<NDArray>, T> result) {
    CompletableFuture<List<NDArray>> answer;
    try {
      answer = batcher.submit(batch.get());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> outer = new CompletableFuture<>();
    // In another thread, as a program may wait there, even for this predictor.
    answer.whenCompleteAsync(
        (outputs, e) -> {
          try {
            complete(outer, outputs, e, result);
          } finally {
            // Forgotten by the program, it must not be closed with a request on its way.
            Reference.reachabilityFence(this);
          }
        });
    outer.whenComplete(
        (r, e) -> {
          if (outer.isCancelled()) {
            answer.cancel(false);
          }
        });
    return outer;
  }

  private static <T> void complete(
      CompletableFuture<T> outer,
      List<NDArray> outputs,
      @Nullable Throwable failure,
      Function<List<NDArray>, T> result) {
    if (failure != null) {
      outer.completeExceptionally(failure);
      return;
    }
    try {
      outer.complete(result.apply(outputs));
    } catch (RuntimeException e) {
      outer.completeExceptionally(e);
    }
  }
}
