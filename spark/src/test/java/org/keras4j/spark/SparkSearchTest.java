package org.keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.FatalTrialException;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.LearningCurve;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Pruner;
import org.keras4j.tuner.RandomSearch;
import org.keras4j.tuner.RandomSearchOracle;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.TrialRecord;
import org.keras4j.tuner.TrialStatus;
import org.keras4j.tuner.Tuner;

/** Searches by Spark in this process. */
class SparkSearchTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static volatile CountDownLatch training = new CountDownLatch(1);
  private static JavaSparkContext spark;

  @TempDir Path temp;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void reset() {
    COUNT.set(0);
    training = new CountDownLatch(1);
  }

  private <T extends Tuner<T>> T settings(T tuner, String project) {
    return tuner
        .objective("val_loss")
        .maxTrials(4)
        .seed(5)
        .silent(true)
        .directory(temp)
        .projectName(project);
  }

  private RandomSearch tuner(HyperModel.Builder builder, String project) {
    return settings(new RandomSearch(builder), project);
  }

  private RandomSearch tuner(String project) {
    return tuner(Blobs::build, project);
  }

  // ---- results ----

  @Test
  void resultsAreThoseOfASearchWithoutSparkWhateverTheNumberOfWorkers() {
    RandomSearch here = tuner("here").executionsPerTrial(2);
    InProcess.search(here);
    assertEquals(4, here.results(9).size());
    assertEquals(2, here.record().trials().get(0).executions().size());
    for (int workers = 1; workers <= 2; workers++) {
      RandomSearch far = tuner("far" + workers).executionsPerTrial(2);
      SparkSearch.of(far, spark).workers(workers).search(Blobs::load, Blobs::options);
      assertEquals(Results.of(here), Results.of(far), workers + " workers");
    }
  }

  @Test
  void hopelessTrainingsAreStopped() {
    RandomSearch here = tuner("here").pruner(afterTheFirstTrial());
    here.search(() -> Blobs.options(Blobs.load()));
    RandomSearch far = tuner("far").pruner(afterTheFirstTrial());
    SparkSearch.of(far, spark).workers(1).search(Blobs::load, Blobs::options);
    assertEquals(Results.of(here), Results.of(far));
    assertEquals(
        List.of(false, true, true, true),
        far.record().trials().stream().map(TrialRecord::pruned).toList());
  }

  private static Pruner afterTheFirstTrial() {
    return (curve, others, direction) -> others.stream().anyMatch(LearningCurve::finished);
  }

  @Test
  void aPrunerThatCannotBeSentIsNamedBeforeTheFirstTrial() {
    Thread thread = new Thread();
    RandomSearch tuner = tuner("p").pruner((curve, others, direction) -> thread.isAlive());
    SparkSearch search = SparkSearch.of(tuner, spark);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> search.search(Blobs::load, Blobs::options))
            .getMessage();
    assertTrue(message.contains("the pruner cannot be sent to executors"), message);
    assertEquals(0, tuner.record().trials().size());
  }

  @Test
  void aModelWithSeedsOfItsOwnScoresAsInALocalSearch() {
    RandomSearch local = tuner(SparkSearchTest::seeded, "local");
    local.search(() -> Blobs.options(Blobs.load()));
    RandomSearch far = tuner(SparkSearchTest::seeded, "far");
    SparkSearch.of(far, spark.sc()).search(Blobs::load, Blobs::options);
    assertEquals(Results.of(local), Results.of(far));
  }

  private static Model seeded(HyperParameters hp) {
    Keras.setRandomSeed(7);
    return Blobs.build(hp);
  }

  @Test
  void theProjectIsTheOrdinaryOne() throws IOException {
    RandomSearch far = tuner("p");
    SparkSearch.of(far, spark).search(Blobs::load, Blobs::options);
    checkBest(far);
    assertTrue(Files.exists(temp.resolve("p/trial_0/checkpoint.weights.h5")));
    assertTrue(Files.exists(temp.resolve("p/trial_0/history.json")));
    // A local search of the same project goes on.
    RandomSearch more = tuner("p").maxTrials(5);
    more.search(() -> Blobs.options(Blobs.load()));
    assertEquals(5, more.record().trials().size());
    assertTrue(Results.of(more).startsWith(Results.of(far)));
    checkBest(more);
  }

  private static void checkBest(Tuner<?> tuner) {
    List<Trial> results = tuner.results(2);
    List<Model> best = tuner.getBestModels(2);
    assertEquals(2, best.size());
    for (int i = 0; i < 2; i++) {
      try (Model model = best.get(i)) {
        double loss = model.evaluate(Blobs.X_VAL, Blobs.Y_VAL, o -> o.verbose(0)).get("loss");
        assertEquals(results.get(i).score(), loss, 1e-6);
      }
    }
  }

  @Test
  void weightsMayGoThroughAFolder() throws IOException {
    Path shared = Files.createDirectories(temp.resolve("shared folder"));
    RandomSearch far = tuner("p");
    SparkSearch.of(far, spark)
        .weightsVia(shared.toUri().toString())
        .search(Blobs::load, Blobs::options);
    checkBest(far);
    try (Stream<Path> left = Files.list(shared)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void arraysAreBroadcast() {
    RandomSearch far = tuner("p").objective("loss");
    SparkSearch.of(far, spark).search(Blobs.X, Blobs.Y, o -> o.epochs(1).validationSplit(0.5));
    assertEquals(4, far.record().trials().size());
    SparkSearch search = SparkSearch.of(tuner("q"), spark);
    search.search(search.broadcast(Blobs.X, Blobs.Y, Blobs.X_VAL, Blobs.Y_VAL), Blobs::options);
    RandomSearch here = tuner("here");
    InProcess.search(here);
    assertEquals(Results.of(here), Results.of(tuner("q")));
  }

  @Test
  void theTunersDisplayAndHooksAreInTheDriver() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var far = settings(new Hooked(), "p").silent(false);
    far.printTo(new PrintStream(out, true, StandardCharsets.UTF_8));
    SparkSearch.of(far, spark).search(Blobs::load, Blobs::options);
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("Search: Running Trial #4"), text);
    assertTrue(text.contains("Trial 4 Complete"), text);
    assertEquals(4, far.begun);
    assertEquals(4, far.ended);
  }

  private static final class Hooked extends Tuner<Hooked> {
    int begun;
    int ended;

    Hooked() {
      super(HyperModel.of(Blobs::build));
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected void onTrialBegin(Trial trial) {
      begun++;
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      ended++;
      assertEquals(TrialStatus.COMPLETED, trial.status());
    }
  }

  // ---- failures ----

  @Test
  void aModelThatFailsIsAFailedTrialThatSparkDoesNotRunAgain() {
    RandomSearch far = tuner(SparkSearchTest::failing, "p").maxConsecutiveFailedTrials(9);
    SparkSearch.of(far, spark).search(Blobs::load, Blobs::options);
    List<Trial> all = far.results(9);
    List<Trial> failed = all.stream().filter(t -> t.status() == TrialStatus.FAILED).toList();
    assertTrue(!failed.isEmpty() && failed.size() < 4, () -> "" + all);
    String message = failed.get(0).message();
    assertTrue(message.contains("IllegalArgumentException: too wide"), message);
    assertTrue(message.contains("SparkSearchTest.failing"), message);
    assertEquals(failed.size(), COUNT.get(), "each fails once");
  }

  private static Model failing(HyperParameters hp) {
    Model model = Blobs.build(hp);
    if (hp.getDouble("lr") > 0.01) {
      COUNT.incrementAndGet();
      model.close();
      throw new IllegalArgumentException("too wide");
    }
    return model;
  }

  @Test
  void aTrialIsTriedAgainAsTheTunerSays() {
    RandomSearch far = tuner(SparkSearchTest::failingOnce, "p").maxRetriesPerTrial(1);
    SparkSearch.of(far, spark).workers(2).search(Blobs::load, Blobs::options);
    assertTrue(far.results(9).stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
  }

  private static Model failingOnce(HyperParameters hp) {
    // The first one is built by the driver.
    if (COUNT.incrementAndGet() == 2) {
      throw new IllegalArgumentException("once");
    }
    return Blobs.build(hp);
  }

  @Test
  void aMistakeOfEveryTrialEndsTheSearch() {
    RandomSearch far = tuner("p");
    var e =
        assertThrows(
            FatalTrialException.class,
            () ->
                SparkSearch.of(far, spark)
                    .search(Blobs::load, d -> new FitOptions().x(d.get(0)).y(d.get(1))));
    assertTrue(e.getMessage().contains("needs validation data"), e.getMessage());
    assertThrows(
        FatalTrialException.class, () -> SparkSearch.of(far, spark).search(Blobs::load, d -> null));
    // Nothing has failed: the search goes on when the mistake is gone.
    SparkSearch.of(far, spark).search(Blobs::load, Blobs::options);
    RandomSearch here = tuner("here");
    InProcess.search(here);
    assertEquals(Results.of(here), Results.of(far));
  }

  @Test
  void dataAreLoadedOnceAndSparkTriesAgainWhereThatFails() {
    RandomSearch far = tuner("p");
    SparkSearch.of(far, spark).workers(2).search(SparkSearchTest::unreliable, Blobs::options);
    assertEquals(4, far.results(9).size());
    assertTrue(far.results(9).stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
    assertEquals(2, COUNT.get());
  }

  private static List<NDArray> unreliable() throws IOException {
    if (COUNT.incrementAndGet() == 1) {
      throw new IOException("not mounted");
    }
    return Blobs.load();
  }

  @Test
  void aLoaderThatAlwaysFailsEndsTheSearch() {
    RandomSearch far = tuner("p");
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                SparkSearch.of(far, spark)
                    .search(
                        () -> {
                          throw new IOException("no such file");
                        },
                        d -> new FitOptions()));
    assertTrue(e.getMessage().contains("Spark gave trial"), e.getMessage());
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
    assertTrue(far.oracle().trials().stream().allMatch(t -> t.status() == TrialStatus.RUNNING));
  }

  // ---- what cannot be sent ----

  @Test
  void whatCannotBeSentIsNamedBeforeTheFirstTrial() {
    Object lock = new Object();
    String captured = refusal(tuner(hp -> lock.equals(hp) ? null : Blobs.build(hp), "p"));
    assertTrue(captured.contains("the hypermodel cannot be sent"), captured);
    assertTrue(captured.contains("java.lang.Object is not serializable"), captured);
    assertTrue(captured.contains("lambda of org.keras4j.spark.SparkSearchTest"), captured);

    String field = refusal(settings(new RandomSearch(new WithField()), "p"));
    assertTrue(field.contains("field 'log' of org.keras4j.spark.SparkSearchTest$WithField"), field);

    String plain = refusal(settings(new RandomSearch(new Plain()), "p"));
    assertTrue(plain.contains("$Plain, which cannot be sent"), plain);
    assertFalse(Files.exists(temp.resolve("p")));
  }

  private String refusal(Tuner<?> tuner) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> SparkSearch.of(tuner, spark).search(Blobs::load, Blobs::options))
        .getMessage();
  }

  @SuppressWarnings("serial") // that is the mistake
  private static final class WithField extends HyperModel implements Serializable {
    private final Thread log = new Thread();

    @Override
    public Model build(HyperParameters hp) {
      log.getName();
      return Blobs.build(hp);
    }
  }

  private static final class Plain extends HyperModel {
    @Override
    public Model build(HyperParameters hp) {
      return Blobs.build(hp);
    }
  }

  @Test
  void aTunerThatWouldHaveToBeOnTheExecutorsIsRefused() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                SparkSearch.of(settings(new Preparing(), "p"), spark)
                    .search(Blobs::load, Blobs::options));
    assertTrue(e.getMessage().contains("Preparing overrides [beforeFit]"), e.getMessage());
  }

  private static final class Preparing extends Tuner<Preparing> {
    Preparing() {
      super(HyperModel.of(Blobs::build));
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected void beforeFit(Trial trial, Model model, FitOptions options) {}
  }

  // ---- cancellation ----

  @Test
  void anInterruptStopsTheTrialsAndTheSearchGoesOnLater() throws InterruptedException {
    RandomSearch far = tuner("p");
    Throwable[] thrown = new Throwable[1];
    Thread driver =
        new Thread(
            () -> {
              try {
                SparkSearch.of(far, spark).workers(2).search(Blobs::load, SparkSearchTest::watched);
              } catch (RuntimeException e) {
                thrown[0] = e;
              }
            });
    driver.start();
    training.await();
    driver.interrupt();
    driver.join();
    assertEquals(CancellationException.class, thrown[0].getClass());
    assertEquals(2, far.oracle().trials().size());

    RandomSearch here = tuner("here");
    InProcess.search(here);
    RandomSearch resumed = tuner("p");
    SparkSearch.of(resumed, spark).workers(2).search(Blobs::load, Blobs::options);
    assertEquals(Results.of(here), Results.of(resumed));
  }

  @Test
  void theSameTunerGoesOnAfterAnInterrupt() throws InterruptedException {
    RandomSearch far = tuner("p");
    Thread driver =
        new Thread(
            () ->
                assertThrows(
                    CancellationException.class,
                    () ->
                        SparkSearch.of(far, spark)
                            .workers(2)
                            .search(Blobs::load, SparkSearchTest::watched)));
    driver.start();
    training.await();
    driver.interrupt();
    driver.join();
    SparkSearch.of(far, spark).workers(1).search(Blobs::load, Blobs::options);
    RandomSearch here = tuner("here");
    InProcess.search(here);
    assertEquals(Results.of(here), Results.of(far));
  }

  private static FitOptions watched(List<NDArray> data) {
    return Blobs.options(data)
        .epochs(1_000_000)
        .callbacks(
            new Callback() {
              @Override
              public void onTrainBatchEnd(int batch, Logs logs) {
                training.countDown();
              }
            });
  }

  @Test
  void workersAreAtLeastOne() {
    SparkSearch search = SparkSearch.of(tuner("p"), spark);
    assertThrows(IllegalArgumentException.class, () -> search.workers(0));
  }
}
