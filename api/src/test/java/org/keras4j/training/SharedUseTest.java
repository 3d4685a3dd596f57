package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.layers.KerasTensor;
import org.keras4j.metrics.CategoricalAccuracy;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** Models that are used again, by several threads, from callbacks, or together with others. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedUseTest {

  private final List<AutoCloseable> open = new ArrayList<>();

  private <M extends Model> M closing(M model) {
    open.add(model);
    return model;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable c : open) {
      c.close();
    }
  }

  private Sequential learning() {
    Sequential m = closing(Lines.uncompiled());
    m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    return m;
  }

  private static float weight(Model m) {
    return m.getWeights().get(0).getFloat(0, 0);
  }

  private static NDArray one(float value) {
    return NDArray.wrap(new float[] {value}, 1, 1);
  }

  // --- Several runs ---------------------------------------------------------------------------

  @Test
  void aSecondFitGoesOnWithTheOptimizersState() {
    Sequential twice = learning();
    twice.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0).epochs(2).shuffle(false));
    assertEquals(2, twice.optimizer().iterations());
    twice.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0).epochs(2).shuffle(false));
    assertEquals(4, twice.optimizer().iterations());
    Sequential once = learning();
    once.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0).epochs(4).shuffle(false));
    assertEquals(weight(once), weight(twice));
  }

  @Test
  void compilingAgainStartsAFreshOptimizer() {
    Sequential m = learning();
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0).epochs(2));
    float before = weight(m);
    m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    assertEquals(0, m.optimizer().iterations());
    assertEquals(before, weight(m));
  }

  @Test
  void aMetricObjectStartsFromZeroInItsSecondModel() {
    CategoricalAccuracy metric = new CategoricalAccuracy();
    NDArray x = NDArray.wrap(new float[] {1, 0, 0, 1}, 2, 2);
    for (NDArray y : List.of(x, NDArray.wrap(new float[] {0, 1, 1, 0}, 2, 2))) {
      try (Sequential m =
          new Sequential()
              .add(Input.of(2))
              .add(new Dense(2).activation("softmax").useBias(false))) {
        m.setWeights(List.of(x));
        m.compile(
            c -> c.optimizer(new Adam(1e-12)).loss("categorical_crossentropy").metrics(metric));
        double expected = y.equals(x) ? 1 : 0;
        assertEquals(
            List.of(expected, expected),
            m.fit(x, y, o -> o.verbose(0).epochs(2)).get("categorical_accuracy"));
      }
    }
  }

  @Test
  void weightsSetBetweenFitsAndInCallbacksAreSeen() {
    Sequential m = closing(Lines.model());
    NDArray x = one(1);
    NDArray y = one(0);
    m.fit(x, y, o -> o.verbose(0));
    m.setWeights(List.of(one(3)));
    assertEquals(9, m.fit(x, y, o -> o.verbose(0)).get("loss").get(0), 1e-6);
    Callback doubling = new LambdaCallback().onEpochBegin(e -> m.setWeights(List.of(one(e + 1))));
    assertEquals(
        List.of(1.0, 4.0, 9.0),
        m.fit(x, y, o -> o.verbose(0).epochs(3).callbacks(doubling)).get("loss"));
  }

  @Test
  void freezingTakesEffectWithTheNextCompile() {
    Sequential m = learning();
    NDArray x = one(1);
    NDArray y = one(0);
    m.fit(x, y, o -> o.verbose(0));
    float first = weight(m);
    assertNotEquals(1f, first);
    m.trainable(false);
    m.fit(x, y, o -> o.verbose(0));
    float second = weight(m);
    assertNotEquals(first, second);
    m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    m.fit(x, y, o -> o.verbose(0));
    assertEquals(second, weight(m));
  }

  @Test
  void growsAfterItWasTrained() {
    Sequential m = learning();
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
    m.add(new Dense(2).kernelInitializer(new Constant(1)));
    m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    m.fit(Lines.x(4), NDArray.zeros(4, 2), o -> o.verbose(0));
    m.pop();
    m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
    assertEquals(1, m.layers().size());
  }

  @Test
  void dataOfAnotherKindGetsAStepOfItsOwn() {
    Sequential m = learning();
    NDArray x = Lines.x(4);
    NDArray y = Lines.y(4);
    List<FitOptions> kinds =
        List.of(
            new FitOptions().x(x).y(y),
            new FitOptions().x(x).y(y).sampleWeight(NDArray.ones(4)),
            new FitOptions().x(x.asType(DType.UINT8)).y(y),
            new FitOptions().x(x).y(y.asType(DType.INT64)),
            new FitOptions().x(x).y(y).classWeight(java.util.Map.of(0, 1.0)));
    float before = weight(m);
    for (FitOptions o : kinds) {
      m.fit(o.verbose(0));
      assertNotEquals(before, weight(m));
      before = weight(m);
    }
    assertEquals(kinds.size(), m.optimizer().iterations());
  }

  /** Each thread trains one model, whose callback evaluates the other thread's. */
  @Test
  void callbacksThatWaitForEachOtherAreTold() throws Exception {
    List<Sequential> models = List.of(learning(), learning());
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Sequential mine = models.get(i);
        Sequential other = models.get(1 - i);
        Callback crossing =
            new LambdaCallback()
                .onEpochBegin(
                    epoch -> {
                      both.countDown();
                      await(both);
                      other.evaluate(Lines.x(4), Lines.y(4), o -> o.verbose(0));
                    });
        runs.add(
            pool.submit(
                () -> mine.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0).callbacks(crossing))));
      }
      List<String> refused = new ArrayList<>();
      for (Future<?> run : runs) {
        try {
          run.get();
        } catch (ExecutionException e) {
          assertSame(IllegalStateException.class, e.getCause().getClass());
          refused.add(e.getCause().getMessage());
        }
      }
      assertEquals(1, refused.size(), refused.toString());
      assertTrue(refused.get(0).contains("use each other's model"), refused.get(0));
      for (Sequential m : models) {
        m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  // --- Several models -------------------------------------------------------------------------

  @Test
  void modelsThatShareALayerSeeEachOthersSteps() {
    Dense shared = new Dense(1).useBias(false).kernelInitializer(new Constant(1));
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      KerasTensor in = Input.of(1);
      Model m = closing(new Model(in, shared.apply(in)));
      m.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
      models.add(m);
    }
    NDArray x = one(1);
    NDArray y = one(0);
    for (int step = 0; step < 6; step++) {
      // A, A, B, A, A, B: the second step of A finds the weight where it left it.
      Model m = models.get(step % 3 / 2);
      float before = weight(m);
      assertEquals(before * before, m.trainOnBatch(x, y).loss(), 1e-6, "step " + step);
      assertNotEquals(before, weight(m));
      for (Model other : models) {
        assertEquals(weight(m), other.predictOnBatch(x).getFloat(0, 0), "step " + step);
      }
    }
  }

  @Test
  void aModelCanBeTrainedInTheCallbackOfAnotherThatSharesWeights() {
    Dense shared = new Dense(1).useBias(false).kernelInitializer(new Constant(1));
    KerasTensor inA = Input.of(1);
    Model a = closing(new Model(inA, shared.apply(inA)));
    a.compile(c -> c.optimizer(new Adam(1e-12)).loss(new Lines.Squares()));
    KerasTensor inB = Input.of(1);
    Model b = closing(new Model(inB, shared.apply(inB)));
    b.compile(c -> c.optimizer(new Adam(0.1)).loss(new Lines.Squares()));
    NDArray x = one(1);
    NDArray y = one(0);
    List<Double> expected = new ArrayList<>();
    var h =
        a.fit(
            x,
            y,
            o ->
                o.verbose(0)
                    .epochs(4)
                    .callbacks(
                        new LambdaCallback()
                            .onEpochBegin(e -> expected.add(b.trainOnBatch(x, y).loss()))));
    expected.add(b.testOnBatch(x, y).loss());
    for (int e = 0; e < 4; e++) {
      assertEquals(expected.get(e + 1), h.get("loss").get(e), 1e-6, "epoch " + e);
    }
  }

  @Test
  void twoThreadsMayTrainModelsThatShareALayer() throws Exception {
    Dense shared = new Dense(1).useBias(false).kernelInitializer(new Constant(1));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      KerasTensor in = Input.of(1);
      Model m = closing(new Model(in, shared.apply(in)));
      m.compile(c -> c.optimizer(new Adam(0.001)).loss(new Lines.Squares()));
      runs.add(
          threads.submit(
              () -> m.fit(Lines.x(64), Lines.y(64), o -> o.verbose(0).batchSize(1).epochs(4))));
    }
    for (Future<?> r : runs) {
      r.get(100, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertTrue(Float.isFinite(shared.getWeights().get(0).getFloat(0, 0)));
  }

  // --- Several threads ------------------------------------------------------------------------

  @Test
  void fitsOfOneModelTakeTurnsAndPredictionsRunBetween() throws Exception {
    Sequential m = closing(Lines.model());
    CountDownLatch inFirst = new CountDownLatch(1);
    CountDownLatch predicted = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
    Future<?> first =
        threads.submit(
            () ->
                m.fit(
                    Lines.x(4),
                    Lines.y(4),
                    o ->
                        o.verbose(0)
                            .callbacks(
                                new LambdaCallback()
                                    .onTrainBatchEnd(
                                        (b, logs) -> {
                                          inFirst.countDown();
                                          await(predicted);
                                        })
                                    .onTrainEnd(l -> order.add("first")))));
    await(inFirst);
    Future<?> second =
        threads.submit(
            () ->
                m.fit(
                    Lines.x(4),
                    Lines.y(4),
                    o ->
                        o.verbose(0)
                            .callbacks(
                                new LambdaCallback().onTrainBegin(() -> order.add("second")))));
    assertEquals(4, m.predict(Lines.x(4), o -> o.verbose(0)).shape().get(0));
    order.add("predicted");
    predicted.countDown();
    first.get(60, TimeUnit.SECONDS);
    second.get(60, TimeUnit.SECONDS);
    threads.shutdown();
    assertEquals(List.of("predicted", "first", "second"), order);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingEndsAFitInAnotherThread() throws Exception {
    Sequential m = Lines.model();
    CountDownLatch running = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<?> run =
        threads.submit(
            () ->
                m.fit(
                    Lines.x(4),
                    Lines.y(4),
                    o ->
                        o.verbose(0)
                            .epochs(Integer.MAX_VALUE)
                            .callbacks(
                                new LambdaCallback().onEpochEnd((e, l) -> running.countDown()))));
    await(running);
    m.close();
    var e = assertThrows(ExecutionException.class, () -> run.get(60, TimeUnit.SECONDS));
    assertTrue(e.getCause().getMessage().contains("is closed"), e.getCause().toString());
    threads.shutdown();
  }

  @Test
  void anInterruptEndsTheFitBetweenBatches() {
    Sequential m = closing(Lines.model());
    // Large batches, so that the thread that gathers ahead is at work.
    NDArray x = NDArray.zeros(200_000, 1);
    Tracer tracer = new Tracer();
    var e =
        assertThrows(
            CancellationException.class,
            () ->
                m.fit(
                    x,
                    x,
                    o ->
                        o.verbose(0)
                            .batchSize(40_000)
                            .callbacks(
                                tracer,
                                new LambdaCallback()
                                    .onTrainBatchEnd(
                                        (b, l) -> {
                                          if (b == 1) {
                                            Thread.currentThread().interrupt();
                                          }
                                        }))));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    assertTrue(e.getMessage().contains("before batch 2"), e.getMessage());
    assertEquals("train[ epoch0[ b0 B0 b1 B1", tracer.trace());
    assertNoPrefetchThread();
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
  }

  private static void assertNoPrefetchThread() {
    for (int i = 0; i < 200; i++) {
      if (Thread.getAllStackTraces().keySet().stream()
          .noneMatch(t -> t.getName().equals("keras4j-prefetch"))) {
        return;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("a prefetch thread is left");
  }

  // --- Callbacks that misbehave ---------------------------------------------------------------

  @Test
  void whatACallbackThrowsArrives() {
    Sequential m = closing(Lines.model());
    NDArray x = NDArray.zeros(200_000, 1);
    RuntimeException failure = new UnsupportedOperationException("mine");
    List<LambdaCallback> failing =
        List.of(
            new LambdaCallback().onTrainBegin(() -> raise(failure)),
            new LambdaCallback().onEpochBegin(e -> raise(failure)),
            new LambdaCallback().onTrainBatchBegin(b -> raise(failure)),
            new LambdaCallback().onTrainBatchEnd((b, l) -> raise(failure)),
            new LambdaCallback().onTestBatchEnd((b, l) -> raise(failure)),
            new LambdaCallback().onEpochEnd((e, l) -> raise(failure)),
            new LambdaCallback().onTrainEnd(l -> raise(failure)));
    for (LambdaCallback c : failing) {
      assertSame(
          failure,
          assertThrows(
              UnsupportedOperationException.class,
              () ->
                  m.fit(
                      x,
                      x,
                      o -> o.verbose(0).batchSize(40_000).validationSplit(0.3).callbacks(c))));
    }
    assertNoPrefetchThread();
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
  }

  private static void raise(RuntimeException e) {
    throw e;
  }

  @Test
  void aModelCannotBePulledOutFromUnderItsOwnRun() {
    Sequential m = closing(Lines.model());
    List<Runnable> bad =
        List.of(
            () -> m.fit(Lines.x(2), Lines.y(2)),
            () -> m.compile(c -> c.loss(new Lines.Squares()).optimizer("adam")),
            () -> m.add(new Dense(1)),
            m::pop);
    for (Runnable action : bad) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  m.fit(
                      Lines.x(2),
                      Lines.y(2),
                      o ->
                          o.verbose(0)
                              .callbacks(new LambdaCallback().onEpochEnd((n, l) -> action.run()))));
      assertTrue(e.getMessage().contains("from a callback of its own run"), e.getMessage());
      assertTrue(e.getMessage().contains(m.name()), e.getMessage());
    }
    assertEquals(1, m.layers().size());
    assertTrue(m.isCompiled());
  }

  @Test
  void aModelCanBeEvaluatedAndAskedInItsOwnRun() {
    Sequential m = closing(Lines.model());
    List<Double> seen = new ArrayList<>();
    var h =
        m.fit(
            Lines.x(4),
            Lines.y(4),
            o ->
                o.verbose(0)
                    .epochs(2)
                    .callbacks(
                        new LambdaCallback()
                            .onEpochEnd(
                                (e, l) -> {
                                  seen.add(
                                      m.evaluate(Lines.x(2), Lines.y(2), q -> q.verbose(0)).loss());
                                  seen.add((double) m.predictOnBatch(Lines.x(2)).getFloat(1, 0));
                                })));
    assertEquals(List.of(0.5, 1.0, 0.5, 1.0), seen);
    assertEquals(List.of(3.5, 3.5), h.get("loss"));
  }

  // --- Closing --------------------------------------------------------------------------------

  @Test
  void aClosedModelSaysSoAndKeepsItsWeights() {
    Sequential m = Lines.model();
    m.fit(Lines.x(4), Lines.y(4), o -> o.verbose(0));
    m.close();
    m.close();
    List<Runnable> uses =
        List.of(
            () -> m.fit(Lines.x(4), Lines.y(4)),
            () -> m.evaluate(Lines.x(4), Lines.y(4)),
            () -> m.predict(Lines.x(4)),
            () -> m.trainOnBatch(Lines.x(4), Lines.y(4)),
            () -> m.testOnBatch(Lines.x(4), Lines.y(4)),
            () -> m.predictOnBatch(Lines.x(4)),
            () -> m.compile(c -> c.loss(new Lines.Squares())));
    for (Runnable use : uses) {
      var e = assertThrows(IllegalStateException.class, use::run);
      assertEquals("Model '" + m.name() + "' is closed", e.getMessage());
    }
    assertEquals(1f, weight(m), 1e-6f);
  }
}
