package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.random.KerasRandom;

/** Several trials at the same time. */
@Timeout(180)
class WorkersTest {
  private static final NDArray X = KerasRandom.of(1).normal(Shape.of(40, 3));
  private static final NDArray Y = KerasRandom.of(2).normal(Shape.of(40, 1));

  @TempDir Path temp;

  private <T extends Tuner<T>> T prepared(T tuner, String project) {
    return tuner.objective("loss").silent(true).directory(temp).projectName(project).seed(7);
  }

  private RandomSearch random(String project, int trials) {
    return prepared(new RandomSearch(TrialSeedsTest::build), project).maxTrials(trials);
  }

  private static Map<String, String> trials(Tuner<?> tuner) {
    Map<String, String> all = new TreeMap<>();
    for (Trial t : tuner.oracle().trials()) {
      all.put(t.trialId(), t.status() + " " + t.hyperparameters().values() + " " + t.score());
    }
    return all;
  }

  @Test
  void randomSearchDoesTheSameWithAnyNumber() {
    List<Map<String, String>> all = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      RandomSearch tuner = random("w" + workers, 6).workers(workers).executionsPerTrial(2);
      tuner.search(X, Y, o -> o.epochs(2).batchSize(8).callbacks(new EarlyStopping("loss")));
      all.add(trials(tuner));
      for (TrialRecord trial : tuner.record().trials()) {
        assertEquals(2, trial.executions().size());
        trial.executions().forEach(epochs -> assertEquals(2, epochs.size()));
      }
      tuner.getBestModels(2).forEach(Model::close);
    }
    assertEquals(6, all.get(0).size());
    assertEquals(all.get(0), all.get(1));
    assertEquals(all.get(0), all.get(2));
  }

  @Test
  void bayesianSearchTakesNoPointTwice() {
    var tuner = prepared(new BayesianOptimization(TrialSeedsTest::build), "b").maxTrials(12);
    tuner.workers(4).search(X, Y, o -> o.epochs(1));
    Set<Object> values = new HashSet<>();
    tuner.oracle().trials().forEach(t -> values.add(t.hyperparameters().values()));
    assertEquals(12, values.size());
  }

  // ---- without models ----

  /** Scores by the values and by chance; what it does besides is told by the test. */
  private static class Drawing extends Tuner<Drawing> {
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final Map<String, Integer> runs = new ConcurrentHashMap<>();

    Drawing() {
      super(null);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      int now = running.incrementAndGet();
      most.accumulateAndGet(now, Math::max);
      try {
        return List.of(TrialResult.of(score(trial)));
      } finally {
        running.decrementAndGet();
      }
    }

    double score(Trial trial) {
      int run = runs.merge(trial.trialId(), 1, Integer::sum);
      int n = trial.hyperparameters().getInt("n");
      if (n == 13) {
        throw new FailedTrialException("unlucky");
      }
      if (n % 5 == 0 && run == 1) {
        throw new IllegalStateException("at first");
      }
      return n + GlobalRandom.randint(1, 1000) / 1000.0;
    }
  }

  private <T extends Tuner<T>> T space(T tuner, String project, int max, int trials) {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, max);
    return prepared(tuner, project).hyperparameters(space).maxTrials(trials).maxRetriesPerTrial(1);
  }

  /** Failures, retries and repetitions; the folder can be gone on with after each trial. */
  @Test
  void fourWorkersAndFortyTrials() throws IOException {
    Drawing alone = space(new Drawing(), "alone", 100, 40);
    alone.search(new FitOptions());
    List<Path> copies = new ArrayList<>();
    Drawing four =
        space(
                new Drawing() {
                  @Override
                  protected void onTrialEnd(Trial trial) {
                    // Between two of the oracle's steps, as a kill might come.
                    synchronized (oracle()) {
                      copies.add(copy(trialDir(trial.trialId()).getParent(), copies.size()));
                    }
                  }
                },
                "four",
                100,
                40)
            .workers(4);
    four.search(new FitOptions());
    assertEquals(trials(alone), trials(four));
    assertTrue(four.most.get() <= 4, "running at once: " + four.most);
    for (int i = 3; i < copies.size(); i += 9) {
      Drawing resumed = space(new Drawing(), copies.get(i).getFileName().toString(), 100, 40);
      // Trials that have failed once are not to fail again.
      resumed.runs.putAll(runsSoFar(resumed));
      resumed.workers(3);
      resumed.search(new FitOptions());
      assertEquals(trials(alone), trials(resumed), "resumed after " + i);
    }
    Drawing repeated = space(new Drawing(), "repeated", 20, 40).workers(4);
    repeated.search(new FitOptions());
    assertEquals(40, repeated.oracle().trials().size());
    Set<Double> scores = new HashSet<>();
    for (Trial t : repeated.oracle().trials()) {
      assertEquals(
          t.hyperparameters().getInt("n") == 13 ? TrialStatus.FAILED : TrialStatus.COMPLETED,
          t.status());
      scores.add(t.score() == null ? -1 : t.score());
    }
    assertEquals(40, scores.size());
  }

  private Map<String, Integer> runsSoFar(Drawing tuner) throws IOException {
    Path file = temp.resolve(tuner.projectFolder()).resolve("oracle.json");
    JsonObject state = ProjectFiles.readJson(file).object("run_times");
    Map<String, Integer> runs = new TreeMap<>();
    state.members().keySet().forEach(id -> runs.put(id, state.integer(id)));
    return runs;
  }

  private Path copy(Path folder, int number) {
    Path target = temp.resolve("copy" + number);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path to = target.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (!file.getFileName().toString().equals(ProjectLock.FILE)) {
          Files.copy(file, to);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target;
  }

  @Test
  void tooManyFailuresEndAllWorkers() {
    Drawing tuner =
        space(
                new Drawing() {
                  @Override
                  double score(Trial trial) {
                    throw new FailedTrialException("always");
                  }
                },
                "f",
                100,
                40)
            .workers(4);
    String message =
        assertThrows(IllegalStateException.class, () -> tuner.search(new FitOptions()))
            .getMessage();
    assertTrue(message.contains("trials in a row have failed"), message);
    assertEquals(0, tuner.running.get());
    assertTrue(tuner.oracle().trials().size() <= 10);
  }

  // ---- what ends a search ----

  /** One training ends the search while the others would train for a long time. */
  private void othersEnd(RuntimeException end) {
    CountDownLatch training = new CountDownLatch(2);
    HyperModel model =
        new HyperModel() {
          private final AtomicInteger began = new AtomicInteger();

          @Override
          public Model build(HyperParameters hp) {
            return TrialSeedsTest.build(hp);
          }

          @Override
          public History fit(HyperParameters hp, Model model, FitOptions options) {
            if (began.incrementAndGet() == 3) {
              await(training);
              throw end;
            }
            Callback begun =
                new Callback() {
                  @Override
                  public void onTrainBatchEnd(int batch, Logs logs) {
                    training.countDown();
                  }
                };
            return model.fit(options.callbacks(begun));
          }
        };
    RandomSearch tuner = prepared(new RandomSearch(model), "e").maxTrials(5).workers(3);
    RuntimeException thrown =
        assertThrows(RuntimeException.class, () -> tuner.search(X, Y, o -> o.epochs(1_000_000)));
    assertSame(end, thrown);
    assertEquals(0, thrown.getSuppressed().length);
    assertTrue(tuner.oracle().trials().stream().allMatch(t -> t.status() == TrialStatus.RUNNING));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(100, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMistakeEndsTheOthersAtTheirNextBatchAndTheSearchGoesOn() {
    othersEnd(new FatalTrialException("a mistake"));
    RandomSearch resumed = random("e", 5).workers(2);
    resumed.search(X, Y, o -> o.epochs(2).batchSize(8));
    RandomSearch expected = random("x", 5);
    expected.search(X, Y, o -> o.epochs(2).batchSize(8));
    assertEquals(trials(expected), trials(resumed));
    resumed.record().trials().forEach(t -> assertEquals(1, t.executions().size()));
  }

  @Test
  void aFullDiskEndsTheOthersAtTheirNextBatch() {
    othersEnd(SavingException.of("no room", new IOException("no room")));
  }

  @Test
  void anInterruptionEndsAllAndTheSameTunerGoesOn() throws Exception {
    CountDownLatch training = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    int[] epochs = {1_000_000};
    RandomSearch tuner = random("i", 4).workers(2);
    Throwable[] thrown = new Throwable[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                tuner.search(
                    X,
                    Y,
                    o ->
                        o.epochs(epochs[0])
                            .batchSize(8)
                            .callbacks(
                                new Callback() {
                                  @Override
                                  public void onEpochEnd(int epoch, Logs logs) {
                                    training.countDown();
                                  }
                                }));
              } catch (Throwable e) {
                thrown[0] = Thread.currentThread().isInterrupted() ? e : null;
              }
              never.countDown();
            });
    caller.start();
    await(training);
    caller.interrupt();
    await(never);
    assertTrue(thrown[0] instanceof CancellationException, String.valueOf(thrown[0]));
    assertTrue(thrown[0].getMessage().contains("its thread was interrupted"));
    tuner.search(X, Y, o -> o.epochs(2).batchSize(8));
    RandomSearch expected = random("x", 4);
    expected.search(X, Y, o -> o.epochs(2).batchSize(8));
    assertEquals(trials(expected), trials(tuner));
    tuner.record().trials().forEach(t -> assertEquals(1, t.executions().size()));
  }

  // ---- what is refused ----

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwAnyway(Throwable e) throws E {
    throw (E) e;
  }

  /** Other languages of the JVM, and Java by tricks, throw it without announcing it. */
  @Test
  void aCheckedExceptionThatIsNotAnnouncedEndsTheSearch() {
    for (int workers = 1; workers <= 2; workers++) {
      Drawing tuner =
          space(
              new Drawing() {
                @Override
                protected void onTrialEnd(Trial trial) {
                  WorkersTest.<RuntimeException>throwAnyway(new IOException("no room"));
                }
              },
              "checked" + workers,
              100,
              40);
      tuner.workers(workers);
      IOException e = assertThrows(IOException.class, () -> tuner.search(new FitOptions()));
      assertEquals("no room", e.getMessage());
      assertTrue(tuner.oracle().trials().size() < 5);
    }
  }

  @Test
  void callbacksCannotBeShared() {
    RandomSearch tuner = random("s", 2).workers(2);
    FitOptions options = new FitOptions().callbacks(new EarlyStopping("loss"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> tuner.search(X, Y, options))
            .getMessage();
    assertEquals(
        "search: with workers(2) several trainings run at the same time and cannot share the"
            + " callbacks [EarlyStopping]. Let each training make its own: search(x, y, o ->"
            + " o.callbacks(new EarlyStopping(…)))",
        message);
    EarlyStopping one = new EarlyStopping("loss");
    assertThrows(IllegalArgumentException.class, () -> tuner.search(X, Y, o -> o.callbacks(one)));
    tuner.search(X, Y, new FitOptions());
    assertEquals(2, tuner.oracle().trials().size());
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> random("n", 1).workers(0));
    var like =
        prepared(new BayesianOptimization(TrialSeedsTest::build), "k").likeKerasTuner().workers(2);
    String message =
        assertThrows(IllegalStateException.class, () -> like.search(X, Y)).getMessage();
    assertTrue(message.contains("needs workers(1); received workers(2)"), message);
  }

  // ---- threads and models ----

  @Test
  void oneWorkerIsTheCaller() {
    List<Thread> threads = new ArrayList<>();
    Drawing tuner =
        space(
            new Drawing() {
              @Override
              protected void onTrialBegin(Trial trial) {
                threads.add(Thread.currentThread());
              }
            },
            "o",
            9,
            2);
    tuner.search(new FitOptions());
    assertEquals(Set.of(Thread.currentThread()), new HashSet<>(threads));
  }

  @Test
  void workersRunAtTheSameTimeAndNoMoreThanAskedFor() {
    CyclicBarrier together = new CyclicBarrier(3);
    AtomicInteger open = new AtomicInteger();
    HyperModel model =
        new HyperModel() {
          @Override
          public Model build(HyperParameters hp) {
            return TrialSeedsTest.build(hp);
          }

          @Override
          public History fit(HyperParameters hp, Model model, FitOptions options) {
            assertTrue(open.incrementAndGet() <= 3);
            try {
              together.await(100, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new FatalTrialException("not together: " + e);
            }
            History history = model.fit(options);
            open.decrementAndGet();
            return history;
          }
        };
    RandomSearch tuner = prepared(new RandomSearch(model), "t").maxTrials(6).workers(3);
    tuner.search(X, Y);
    assertTrue(tuner.oracle().trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
  }

  // ---- what is printed ----

  @Test
  void everyLineTellsItsTrial() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    RandomSearch tuner = random("p", 3).silent(false).workers(2);
    tuner.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    tuner.search(X, Y, o -> o.epochs(2));
    String text = printed.toString(StandardCharsets.UTF_8);
    for (int trial = 0; trial < 3; trial++) {
      assertTrue(text.contains("trial " + trial + " begins {'units': "), text);
      assertTrue(text.contains("\nTrial " + trial + " Complete [00h 00m 0"), text);
      for (int epoch = 1; epoch <= 2; epoch++) {
        assertTrue(text.contains("\ntrial " + trial + " epoch " + epoch + "/2 loss "), text);
      }
    }
    assertFalse(text.contains("Running Trial #"), text);
    assertNull(tuner.oracle().trials().get(0).message());
  }

  @Test
  void verbose0IsSilent() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    RandomSearch tuner = random("q", 2).silent(false).workers(2);
    tuner.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    tuner.search(X, Y, o -> o.verbose(0));
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }
}
