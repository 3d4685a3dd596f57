package org.keras4j.internal.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keras4j.ndarray.NDArray;

/** Whatever the threads do, the gate of the graph says when a run goes on. */
@Timeout(60)
class RequestBatcherTest {

  private static final long HOUR = 3_600_000_000_000L;

  private final GatedGraph graph = new GatedGraph();

  private static List<NDArray> row(int number) {
    return List.of(NDArray.of(new float[][] {{number}}));
  }

  private static List<NDArray> rows(int number, int count) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, number);
    return List.of(NDArray.wrap(values, count, 1));
  }

  private static float first(CompletableFuture<List<NDArray>> answer) throws Exception {
    return answer.get().get(0).getFloat(0, 0);
  }

  private RequestBatcher batcher(int maxBatch, long maxWait, int maxQueued) {
    return new RequestBatcher(graph, this, maxBatch, maxWait, maxQueued);
  }

  @Test
  void mergesWhatFillsABatchAndGivesEachItsOwn() throws Exception {
    graph.open(2);
    try (RequestBatcher b = batcher(3, HOUR, 100)) {
      List<CompletableFuture<List<NDArray>>> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(b.submit(row(i)));
      }
      for (int i = 0; i < 6; i++) {
        assertEquals(2f * i, first(answers.get(i)));
      }
      assertEquals(List.of(List.of(0, 1, 2), List.of(3, 4, 5)), graph.runs);
    }
  }

  @Test
  void mergesWhatGatheredDuringARunInOrder() throws Exception {
    try (RequestBatcher b = batcher(8, 0, 100)) {
      var first = b.submit(row(0));
      graph.begun.acquire();
      List<CompletableFuture<List<NDArray>>> answers = new ArrayList<>();
      for (int i = 1; i <= 10; i++) {
        answers.add(b.submit(row(i)));
      }
      graph.open(3);
      assertEquals(0f, first(first));
      for (int i = 1; i <= 10; i++) {
        assertEquals(2f * i, first(answers.get(i - 1)));
      }
      assertEquals(
          List.of(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7, 8), List.of(9, 10)), graph.runs);
    }
  }

  /** Its time passes only where somebody waits. */
  private static final class Hours implements Ticker {
    private final List<Long> waits = new ArrayList<>();
    private long now = Long.MAX_VALUE - HOUR / 2;

    @Override
    public synchronized long nanoTime() {
      return now;
    }

    @Override
    public synchronized void await(Condition condition, long nanos) {
      waits.add(nanos);
      now += nanos;
    }

    synchronized List<Long> waits() {
      return List.copyOf(waits);
    }
  }

  @Test
  void waitsForOthersAtMostAsLongAsItMay() throws Exception {
    graph.open(2);
    Hours clock = new Hours();
    try (RequestBatcher b = new RequestBatcher(graph, this, 8, HOUR, 100, clock)) {
      assertEquals(6f, b.run(row(3)).get(0).getFloat(0, 0));
      assertEquals(8f, b.run(row(4)).get(0).getFloat(0, 0));
    }
    assertEquals(List.of(HOUR, HOUR), clock.waits());
    assertEquals(List.of(List.of(3), List.of(4)), graph.runs);
  }

  @Test
  void aMistakeFailsItsOwnRequestOnly() throws Exception {
    graph.open(100);
    try (RequestBatcher b = batcher(3, HOUR, 100)) {
      var good = b.submit(row(1));
      var bad = b.submit(row(-1));
      var alsoGood = b.submit(row(2));
      assertEquals(2f, first(good));
      assertEquals(4f, first(alsoGood));
      var e = assertThrows(ExecutionException.class, bad::get);
      assertEquals("there is a -1 among [-1]", e.getCause().getMessage());
    }
  }

  @Test
  void aMistakeReachesTheCallerAsItIs() {
    graph.open(100);
    try (RequestBatcher b = batcher(3, 0, 100)) {
      var e = assertThrows(IllegalArgumentException.class, () -> b.run(row(-1)));
      assertEquals("there is a -1 among [-1]", e.getMessage());
    }
  }

  @Test
  void mergesEqualShapesOnlyAndPassesNobodyBy() throws Exception {
    try (RequestBatcher b = batcher(2, 0, 100)) {
      var zero = b.submit(row(0));
      graph.begun.acquire();
      var one = b.submit(row(1));
      var wide = b.submit(List.of(NDArray.of(new float[][] {{2, 20}})));
      var three = b.submit(row(3));
      var large = b.submit(rows(4, 5));
      var five = b.submit(row(5));
      graph.open(100);
      assertEquals(0f, first(zero));
      assertEquals(2f, first(one));
      assertArrayEquals(new float[] {4, 40}, wide.get().get(0).toFloatArray());
      assertEquals(6f, first(three));
      assertEquals(5, large.get().get(0).length());
      assertEquals(10f, first(five));
      assertEquals(
          List.of(List.of(0), List.of(1, 3), List.of(2), List.of(4, 4, 4, 4, 4), List.of(5)),
          graph.runs);
    }
  }

  @Test
  void runsAloneWhereTheNumberOfSamplesChanges() throws Exception {
    GatedGraph dropping = new GatedGraph(1);
    dropping.open(100);
    try (RequestBatcher b = new RequestBatcher(dropping, this, 4, HOUR, 100)) {
      var first = b.submit(rows(1, 2));
      var second = b.submit(rows(2, 2));
      assertEquals(1, first.get().get(0).length());
      assertEquals(2f, first(first));
      assertEquals(4f, first(second));
      var third = b.submit(rows(3, 2));
      var fourth = b.submit(rows(4, 2));
      assertEquals(6f, first(third));
      assertEquals(8f, first(fourth));
      assertEquals(5, dropping.runs.size(), "tries to merge once");
    }
  }

  @Test
  void closingFailsWhatWaitsAndLetsTheRunEnd() throws Exception {
    RequestBatcher b = batcher(1, 0, 3);
    var running = b.submit(row(1));
    graph.begun.acquire();
    var waiting = b.submit(rows(2, 3));
    var blocked = new CompletableFuture<Throwable>();
    Thread caller = new Thread(() -> blocked.complete(thrownBy(() -> b.run(row(3)))));
    caller.start();
    awaitWaiting(caller);
    Thread closer = new Thread(b::close);
    closer.start();
    var failed = assertThrows(ExecutionException.class, waiting::get);
    assertInstanceOf(IllegalStateException.class, failed.getCause());
    assertEquals(
        "The batching predictor of model 'doubles' is closed", failed.getCause().getMessage());
    assertInstanceOf(IllegalStateException.class, blocked.get());
    assertFalse(running.isDone());
    graph.open(1);
    assertEquals(2f, first(running));
    closer.join();
    for (int i = 0; i < 5; i++) {
      assertThrows(IllegalStateException.class, () -> b.run(rows(4, 3)));
    }
    var late = assertThrows(ExecutionException.class, () -> b.submit(row(5)).get());
    assertInstanceOf(IllegalStateException.class, late.getCause());
    b.close();
    assertFalse(graph.isClosed(), "the graph is the predictor's");
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().equals("keras4j-batching-doubles")));
    assertEquals(1, graph.runs.size());
  }

  @Test
  void aFullQueueRefusesOrLetsWait() throws Exception {
    try (RequestBatcher b = batcher(2, 0, 2)) {
      var running = b.submit(row(1));
      graph.begun.acquire();
      var waiting = b.submit(rows(2, 2));
      var refused = assertThrows(ExecutionException.class, () -> b.submit(row(3)).get());
      assertInstanceOf(RejectedExecutionException.class, refused.getCause());
      assertTrue(refused.getMessage().contains("2 samples may wait"), refused.getMessage());
      var answer = new CompletableFuture<Float>();
      Thread caller = new Thread(() -> answer.complete(b.run(row(4)).get(0).getFloat(0, 0)));
      caller.start();
      awaitWaiting(caller);
      graph.open(3);
      assertEquals(8f, answer.get());
      assertEquals(2f, first(running));
      assertEquals(4f, first(waiting));
    }
  }

  @Test
  void aLargerRequestThanTheQueueIsRun() {
    graph.open(1);
    try (RequestBatcher b = batcher(2, 0, 2)) {
      assertEquals(7, b.run(rows(1, 7)).get(0).length());
    }
  }

  @Test
  void anInterruptGivesUpTheRequest() throws Exception {
    try (RequestBatcher b = batcher(1, 0, 100)) {
      var running = b.submit(row(1));
      graph.begun.acquire();
      var thrown = new CompletableFuture<Throwable>();
      var interrupted = new CompletableFuture<Boolean>();
      Thread caller =
          new Thread(
              () -> {
                thrown.complete(thrownBy(() -> b.run(row(2))));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      caller.start();
      awaitWaiting(caller);
      caller.interrupt();
      assertInstanceOf(CancellationException.class, thrown.get());
      assertTrue(interrupted.get());
      var cancelled = b.submit(row(3));
      assertTrue(cancelled.cancel(true));
      var last = b.submit(row(4));
      graph.open(100);
      assertEquals(2f, first(running));
      assertEquals(8f, first(last));
      assertEquals(List.of(List.of(1), List.of(4)), graph.runs);
    }
  }

  @Test
  void survivesAnInterruptOfItsOwnThread() throws Exception {
    graph.open(1);
    try (RequestBatcher b = batcher(2, HOUR, 100)) {
      var first = b.submit(row(1));
      Thread.getAllStackTraces().keySet().stream()
          .filter(t -> t.getName().equals("keras4j-batching-doubles"))
          .forEach(Thread::interrupt);
      var second = b.submit(row(2));
      assertEquals(2f, first(first));
      assertEquals(4f, first(second));
    }
  }

  @Test
  void manyThreadsGetTheirOwnAnswers() throws Exception {
    graph.open(Integer.MAX_VALUE / 2);
    int threads = 16;
    int each = 200;
    CountDownLatch done = new CountDownLatch(threads);
    List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    try (RequestBatcher b = batcher(8, 100_000, 12)) {
      for (int t = 0; t < threads; t++) {
        int base = t * each;
        new Thread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    float got = b.run(row(base + i)).get(0).getFloat(0, 0);
                    if (got != 2f * (base + i)) {
                      wrong.add(base + i + ": " + got);
                    }
                  }
                  done.countDown();
                })
            .start();
      }
      done.await();
      assertEquals(List.of(), wrong);
      assertEquals(threads * each, graph.runs.stream().mapToInt(List::size).sum());
    }
  }

  private static Throwable thrownBy(Runnable call) {
    try {
      call.run();
      return new AssertionError("nothing was thrown");
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
