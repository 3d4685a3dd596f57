package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Sampling.LOG;
import static org.keras4j.tuner.Tuner.validationData;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.layers.Dense;
import org.keras4j.losses.CosineSimilarity;
import org.keras4j.metrics.Metrics;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.Adam;

/** Searches with real, small models. */
class TunerTest {
  private static final NDArray X = inputs(48, 1);
  private static final NDArray Y = targets(X);
  private static final NDArray X_VAL = inputs(24, 2);
  private static final NDArray Y_VAL = targets(X_VAL);

  @TempDir Path temp;
  private final List<Model> built = new ArrayList<>();

  private static NDArray inputs(int n, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[n][4];
    for (float[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextFloat() - 0.5f;
      }
    }
    return NDArray.of(x);
  }

  private static NDArray targets(NDArray x) {
    int n = (int) x.shape().get(0);
    float[][] y = new float[n][2];
    for (int i = 0; i < n; i++) {
      y[i][x.getDouble(i, 0) + x.getDouble(i, 1) > 0 ? 1 : 0] = 1;
    }
    return NDArray.of(y);
  }

  /** A small network with two hyperparameters; it keeps what it built. */
  private Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(4));
    model.add(new Dense(hp.Int("units", 4, 16, step(4))).activation("relu"));
    model.add(new Dense(2).activation("softmax"));
    var optimizer = new Adam(hp.Float("lr", 1e-3, 1e-1, LOG));
    model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy").metrics("accuracy"));
    built.add(model);
    return model;
  }

  private <T extends Tuner<T>> T settings(T tuner) {
    return tuner
        .objective("val_accuracy")
        .maxTrials(4)
        .seed(5)
        .silent(true)
        .directory(temp)
        .projectName("p");
  }

  private BayesianOptimization bayesian(HyperModel.Builder builder) {
    return settings(new BayesianOptimization(builder));
  }

  private static FitOptions options() {
    return validationData(X_VAL, Y_VAL).batchSize(16).epochs(2);
  }

  // ---- a whole search ----

  @Test
  void aSearchTrainsScoresAndKeepsTheBest() {
    BayesianOptimization tuner = bayesian(this::build).numInitialPoints(2);
    tuner.search(X, Y, options());
    List<Trial> results = tuner.results(10);
    assertEquals(4, results.size());
    assertEquals(0, tuner.remainingTrials());
    for (Trial trial : results) {
      assertEquals(TrialStatus.COMPLETED, trial.status(), () -> "" + trial.message());
      assertEquals(Set.of("loss", "accuracy", "val_loss", "val_accuracy"), trial.metrics().names());
      assertTrue(results.get(0).score() >= trial.score());
    }
    assertEquals(
        results.get(0).hyperparameters().values(), tuner.getBestHyperparameters(1).get(0).values());
    assertEquals(
        results.get(0).hyperparameters().values(), tuner.getBestHyperparameters().get(0).values());
    try (Model untrained = tuner.hypermodel().build(tuner.getBestHyperparameters().get(0))) {
      assertTrue(untrained.isCompiled());
    }
    List<Model> one = tuner.getBestModels();
    assertEquals(1, one.size());
    one.get(0).close();
    List<Model> best = tuner.getBestModels(2);
    assertEquals(2, best.size());
    for (int i = 0; i < 2; i++) {
      try (Model model = best.get(i)) {
        double score = model.evaluate(X_VAL, Y_VAL, o -> o.verbose(0)).get("accuracy");
        assertEquals(results.get(i).score(), score, 1e-6, "the weights of the best epoch");
      }
    }
  }

  @Test
  void everyModelOfATrialIsClosed() {
    bayesian(this::build).maxTrials(2).executionsPerTrial(2).search(X, Y, options());
    assertEquals(1 + 2 * 2, built.size());
    for (Model model : built) {
      assertThrows(IllegalStateException.class, () -> model.predict(X, o -> o.verbose(0)));
    }
  }

  @Test
  void equalSeedsMakeEqualSearches() {
    List<List<Map<String, Object>>> values = new ArrayList<>();
    List<List<Double>> scores = new ArrayList<>();
    for (String project : List.of("a", "b")) {
      Keras.setRandomSeed(11);
      BayesianOptimization tuner =
          new BayesianOptimization(this::build)
              .objective("val_loss")
              .maxTrials(3)
              .silent(true)
              .directory(temp)
              .projectName(project);
      tuner.search(X, Y, options());
      values.add(tuner.oracle().trials().stream().map(t -> t.hyperparameters().values()).toList());
      scores.add(tuner.oracle().trials().stream().map(Trial::score).toList());
    }
    assertEquals(values.get(0), values.get(1));
    for (int i = 0; i < 3; i++) {
      assertEquals(scores.get(0).get(i), scores.get(1).get(i), 1e-5);
    }
  }

  /** See parity/tuner_search.py. */
  @Test
  void oneSeedMakesTheSearchAndTheWeightsOfPython() {
    JsonObject expected = Resources.json("search.json").objects("cases").get(0);
    List<NDArray> weights = new ArrayList<>();
    Keras.setRandomSeed(expected.integer("random_seed"));
    BayesianOptimization tuner =
        new BayesianOptimization(
                hp -> {
                  Model model = build(hp);
                  weights.add(model.getWeights().get(0));
                  return model;
                })
            .likeKerasTuner()
            .objective("val_accuracy")
            .maxTrials(3)
            .silent(true)
            .directory(temp);
    tuner.search(X, Y, options().epochs(1));

    assertEquals(expected.longInteger("seed"), tuner.oracle().seed());
    assertEquals(
        expected.objects("values").stream().map(JsonObject::members).toList(),
        tuner.oracle().trials().stream().map(t -> t.hyperparameters().values()).toList());
    List<Object> kernels = expected.list("first_kernel_rows");
    assertEquals(kernels.size(), weights.size());
    for (int i = 0; i < kernels.size(); i++) {
      NDArray first = weights.get(i).slice(0, 1);
      int column = 0;
      for (Object value : (List<?>) kernels.get(i)) {
        assertEquals(((Double) value).floatValue(), (float) first.getDouble(0, column++));
      }
    }
  }

  /** See parity/tuner_search.py. */
  @Test
  void aSearchLikeKerasTunerHasTheTrialsAndScoresOfPython() {
    JsonObject expected = Resources.json("search.json").objects("cases").get(1);
    NDArray x = matrix(expected.list("x"));
    NDArray y = matrix(expected.list("y"));
    Keras.setRandomSeed(expected.integer("random_seed"));
    BayesianOptimization tuner =
        new BayesianOptimization(
                hp -> {
                  var model = new Sequential();
                  model.add(Input.of(4));
                  model.add(new Dense(hp.Int("units", 4, 16, step(4))).activation("relu"));
                  model.add(new Dense(2).activation("softmax"));
                  var optimizer = new Adam(hp.Choice("lr", 0.001, 0.01, 0.1));
                  model.compile(c -> c.optimizer(optimizer).loss("categorical_crossentropy"));
                  return model;
                })
            .objective("val_loss")
            .maxTrials(12)
            .numInitialPoints(4)
            .likeKerasTuner()
            .silent(true)
            .directory(temp);
    tuner.search(x, y, validationData(x, y).epochs(3).batchSize(8).shuffle(false));

    List<Trial> trials = tuner.oracle().trials();
    assertEquals(
        expected.objects("values").stream().map(JsonObject::members).toList(),
        trials.stream().map(t -> t.hyperparameters().values()).toList());
    List<Object> scores = expected.list("scores");
    for (int i = 0; i < trials.size(); i++) {
      assertEquals((Double) scores.get(i), trials.get(i).score(), 1e-5, "trial " + i);
    }
    assertEquals(expected.list("best"), tuner.results(12).stream().map(Trial::trialId).toList());
  }

  private static NDArray matrix(List<Object> rows) {
    float[][] matrix = new float[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      List<?> row = (List<?>) rows.get(i);
      matrix[i] = new float[row.size()];
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = ((Number) row.get(j)).floatValue();
      }
    }
    return NDArray.of(matrix);
  }

  @Test
  void theFilesAreThoseOfKerasTuner() throws IOException {
    bayesian(this::build).maxTrials(1).search(X, Y, options());
    Path project = temp.resolve("p");
    assertEquals("{}", Files.readString(project.resolve("tuner0.json")));
    assertEquals(
        "{\"input_shape\":[null,4]}",
        Files.readString(project.resolve("trial_0/build_config.json")));
    assertTrue(Files.exists(project.resolve("trial_0/checkpoint.weights.h5")));
    JsonObject oracle = Json.read(Files.readString(project.resolve("oracle.json")), "oracle.json");
    assertEquals(2.6, oracle.number("beta"));
    assertEquals(List.of("0"), oracle.strings("end_order"));
  }

  // ---- output ----

  @Test
  void theTableAndTheSummariesArePrinted() {
    var printed = new ByteArrayOutputStream();
    BayesianOptimization tuner =
        bayesian(this::build)
            .silent(false)
            .maxTrials(1)
            .printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    tuner.searchSpaceSummary();
    tuner.search(X, Y, options().verbose(2).epochs(1));
    tuner.resultsSummary(3);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(
        text.startsWith("Search space summary\nDefault search space size: 2\nunits (Int)\n"), text);
    assertTrue(text.contains("\nSearch: Running Trial #1\n\nValue             |Best"), text);
    assertTrue(text.contains("\nTrial 1 Complete [00h 00m "), text);
    assertTrue(text.contains("\nBest val_accuracy So Far: "), text);
    assertTrue(text.contains("\nShowing 3 best trials\nObjective(name=\"val_acc"), text);
  }

  // ---- failures ----

  @Test
  void aBuildThatThrowsFailsItsTrialOnly() {
    BayesianOptimization tuner =
        bayesian(
            hp -> {
              if (hp.Int("units", 4, 16, step(4)) == 8) {
                throw new IllegalStateException("eight is unlucky");
              }
              return build(hp);
            });
    tuner.maxTrials(6).maxConsecutiveFailedTrials(10).search(X, Y, options());
    List<Trial> failed =
        tuner.oracle().trials().stream().filter(t -> t.status() == TrialStatus.FAILED).toList();
    assertFalse(failed.isEmpty());
    for (Trial trial : failed) {
      assertEquals(8, trial.hyperparameters().getInt("units"));
      assertEquals("eight is unlucky", trial.cause().getMessage());
      assertTrue(trial.message().contains("eight is unlucky"));
      assertNull(trial.score());
    }
    assertEquals(6, tuner.oracle().trials().size());
    List<Model> models = tuner.getBestModels(6);
    assertEquals(6 - failed.size(), models.size(), "failed trials have no model");
    models.forEach(Model::close);
  }

  @Test
  void oneFailureAfterTheOtherEndsTheSearch() {
    boolean[] exploring = {true};
    BayesianOptimization tuner =
        bayesian(
            hp -> {
              if (!exploring[0]) {
                throw new IllegalStateException("always");
              }
              return build(hp);
            });
    tuner.searchSpace();
    exploring[0] = false;
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> tuner.search(X, Y, options()));
    assertEquals("always", e.getCause().getMessage());
  }

  @Test
  void largeModelsAreSkipped() {
    BayesianOptimization tuner = bayesian(this::build).maxModelSize(4 * 8 + 8 + 8 * 2 + 2);
    tuner.maxTrials(4).maxConsecutiveFailedTrials(10).search(X, Y, options());
    for (Trial trial : tuner.oracle().trials()) {
      boolean large = trial.hyperparameters().getInt("units") > 8;
      assertEquals(large ? TrialStatus.FAILED : TrialStatus.COMPLETED, trial.status());
      assertEquals(large, trial.cause() instanceof FailedTrialException);
    }
  }

  @Test
  void largeModelsWithoutAnInputAreSkippedWhenTheyAreBuilt() {
    BayesianOptimization tuner =
        bayesian(
                hp -> {
                  var model = Sequential.of(new Dense(hp.Int("units", 1, 16)), new Dense(2));
                  model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
                  return model;
                })
            .maxModelSize(4 * 8 + 8 + 8 * 2 + 2);
    tuner.objective("val_loss").maxTrials(4).maxConsecutiveFailedTrials(10);
    tuner.search(X, Y, options());
    Set<TrialStatus> seen = new HashSet<>();
    for (Trial trial : tuner.oracle().trials()) {
      boolean large = trial.hyperparameters().getInt("units") > 8;
      assertEquals(large ? TrialStatus.FAILED : TrialStatus.COMPLETED, trial.status());
      assertEquals(large, trial.cause() instanceof FailedTrialException);
      assertEquals(large, trial.record().executions().get(0).isEmpty(), "no epoch");
      seen.add(trial.status());
    }
    assertEquals(2, seen.size());
  }

  @Test
  void aMissingObjectiveEndsTheSearchInTheFirstEpoch() {
    BayesianOptimization tuner = bayesian(this::build).objective("val_auc");
    int[] epochs = {0};
    Callback counting =
        new Callback() {
          @Override
          public void onEpochBegin(int epoch) {
            epochs[0]++;
          }
        };
    String message =
        assertThrows(
                FatalTrialException.class,
                () -> tuner.search(X, Y, options().epochs(9).callbacks(counting)))
            .getMessage();
    assertTrue(message.contains("[val_auc]"), message);
    assertTrue(message.contains("[accuracy, loss, val_accuracy, val_loss]"), message);
    assertEquals(1, epochs[0]);
    assertEquals(2, built.size(), "the search space and one trial");
  }

  @Test
  void anObjectiveOfValidationNeedsItsData() {
    BayesianOptimization tuner = bayesian(this::build);
    String message =
        assertThrows(FatalTrialException.class, () -> tuner.search(X, Y, new FitOptions()))
            .getMessage();
    assertTrue(message.contains("\"val_accuracy\" needs validation data"), message);
    assertTrue(message.contains("or take the objective \"accuracy\""), message);
    tuner.search(X, Y, new FitOptions().validationSplit(0.5));
    assertEquals(4, tuner.results(9).size());
  }

  @Test
  void validationEverySecondEpochIsEnough() {
    BayesianOptimization tuner = bayesian(this::build).maxTrials(1);
    tuner.search(X, Y, options().epochs(2).validationFreq(2));
    assertEquals(TrialStatus.COMPLETED, tuner.results(1).get(0).status());
    BayesianOptimization early = bayesian(this::build).maxTrials(2).projectName("early");
    early.search(X, Y, options().epochs(2).validationFreq(3));
    for (Trial trial : early.results(2)) {
      assertEquals(TrialStatus.FAILED, trial.status());
      assertTrue(trial.message().contains("before its first validation"), trial.message());
    }
  }

  @Test
  void aModelThatIsNotCompiledEndsTheSearchBeforeATrial() {
    assertFatal(
        "not compiled, for the values {'units': 1}",
        bayesian(hp -> Sequential.of(Input.of(4), new Dense(hp.Int("units", 1, 3)))));
  }

  @Test
  void aHyperModelMayCompileWhereItTrains() {
    HyperModel late =
        new HyperModel() {
          @Override
          public Model build(HyperParameters hp) {
            return Sequential.of(Input.of(4), new Dense(2));
          }

          @Override
          public History fit(HyperParameters hp, Model model, FitOptions options) {
            model.compile(c -> c.loss(hp.Choice("loss", "mse", "mae")).metrics("accuracy"));
            return model.fit(options);
          }
        };
    RandomSearch tuner = settings(new RandomSearch(late));
    tuner.search(X, Y, options());
    assertEquals(TrialStatus.COMPLETED, tuner.results(1).get(0).status());
    RandomSearch misspelt = settings(new RandomSearch(late)).projectName("q").objective("val_auc");
    assertFatal("[val_auc] is not among", misspelt);
    assertEquals(1, misspelt.oracle().trials().size());
  }

  @Test
  void whatIsFatalEndsTheSearchAtOnce() {
    var nothing =
        settings(
            new RandomSearch(
                new HyperModel() {
                  @Override
                  public Model build(HyperParameters hp) {
                    return TunerTest.this.build(hp);
                  }

                  @Override
                  public History fit(HyperParameters hp, Model model, FitOptions options) {
                    return null;
                  }
                }));
    assertThrows(FatalTrialException.class, () -> nothing.search(X, Y, options()));
    assertEquals(1, nothing.oracle().trials().size());
    assertThrows(IllegalStateException.class, () -> built.get(1).predict(X), "its model is closed");
  }

  // ---- going on ----

  @Test
  void anInterruptedSearchGoesOn() {
    int[] trials = {0};
    HyperModel.Builder builder =
        hp -> {
          if (trials[0]++ == 2) {
            throw new AssertionError("the power fails");
          }
          return build(hp);
        };
    BayesianOptimization first = bayesian(builder);
    assertThrows(AssertionError.class, () -> first.search(X, Y, options()));
    Map<String, Object> interrupted = first.oracle().getTrial("1").hyperparameters().values();

    BayesianOptimization second = bayesian(builder);
    assertEquals(2, second.results(10).size(), "nothing is built before the search goes on");
    assertEquals(3, trials[0]);
    second.search(X, Y, options());
    assertEquals(4, second.oracle().trials().size());
    assertEquals(interrupted, second.oracle().getTrial("1").hyperparameters().values());
    assertTrue(
        second.oracle().trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));

    BayesianOptimization third = bayesian(builder);
    third.search(X, Y, options());
    assertEquals(8, trials[0], "a finished search makes no more trials, but compares its space");
    assertEquals(second.results(1).get(0).score(), third.results(1).get(0).score());
    third.getBestModels(1).get(0).close();

    BayesianOptimization anew = bayesian(builder).overwrite(true);
    assertEquals(0, anew.results(10).size());
  }

  @Test
  void overwritingSparesFoldersThatAreNoSearch() throws IOException {
    Path photos = Files.createDirectories(temp.resolve("photos"));
    Path mine = Files.writeString(photos.resolve("mine.txt"), "dear");
    BayesianOptimization tuner = bayesian(this::build).projectName("photos").overwrite(true);
    String message =
        assertThrows(IllegalStateException.class, () -> tuner.searchSpace()).getMessage();
    assertTrue(message.contains(photos.toString()) && message.contains("1 file"), message);
    assertEquals("dear", Files.readString(mine));
  }

  @Test
  void aProjectIsInsideItsDirectory() {
    BayesianOptimization tuner = bayesian(this::build);
    for (String name : List.of("", ".", "..", "a/../..", temp.toString())) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> tuner.projectName(name)).getMessage();
      assertTrue(message.contains("'" + name + "'"), message);
    }
    tuner.projectName("a/b").searchSpace();
  }

  @Test
  void anInterruptedTrialHasNotFailed() {
    BayesianOptimization tuner = bayesian(this::build).maxTrials(2);
    var interrupting =
        new Callback() {
          @Override
          public void onEpochBegin(int epoch) {
            Thread.currentThread().interrupt();
          }
        };
    assertThrows(
        CancellationException.class, () -> tuner.search(X, Y, options().callbacks(interrupting)));
    Thread.interrupted();
    assertEquals(
        List.of(TrialStatus.RUNNING), tuner.oracle().trials().stream().map(Trial::status).toList());
    BayesianOptimization resumed = bayesian(this::build).maxTrials(2);
    resumed.search(X, Y, options());
    assertEquals(2, resumed.oracle().trials().size());
    assertTrue(
        resumed.oracle().trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
  }

  @Test
  void anInterruptBetweenTrialsEndsTheSearch() {
    class Interrupting extends Tuner<Interrupting> {
      Interrupting() {
        super(null);
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return new RandomSearchOracle(options);
      }

      @Override
      protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
        if (trial.trialId().equals("1")) {
          Thread.currentThread().interrupt();
        }
        return List.of(TrialResult.of(trial.hyperparameters().Float("x", 0, 1)));
      }
    }
    Interrupting tuner = settings(new Interrupting());
    assertThrows(CancellationException.class, () -> tuner.search(new FitOptions()));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    assertEquals(
        List.of(TrialStatus.COMPLETED, TrialStatus.COMPLETED),
        tuner.oracle().trials().stream().map(Trial::status).toList());
  }

  /** What waits for something is interrupted, and says so in its own way. */
  private static final class Interruptible extends Tuner<Interruptible> {
    private final Supplier<RuntimeException> interruption;
    private final Set<String> interrupted = new HashSet<>();

    Interruptible(Supplier<RuntimeException> interruption) {
      super(null);
      this.interruption = interruption;
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      if (trial.trialId().equals("1") && interrupted.add("1")) {
        throw interruption.get();
      }
      return List.of(TrialResult.of(trial.hyperparameters().Float("x", 0, 1)));
    }
  }

  @Test
  void anInterruptThatBecomesAnotherExceptionHasNotFailedTheTrial() {
    List<Supplier<RuntimeException>> ways =
        List.of(
            () -> {
              Thread.currentThread().interrupt();
              return new IllegalStateException("no data");
            },
            () -> new IllegalStateException("no data", new InterruptedException()),
            () ->
                new IllegalArgumentException("no data", new Exception(new InterruptedException())));
    for (int way = 0; way < ways.size(); way++) {
      Interruptible tuner =
          settings(new Interruptible(ways.get(way))).maxTrials(3).projectName("way" + way);
      tuner.maxRetriesPerTrial(0);
      CancellationException stopped =
          assertThrows(CancellationException.class, () -> tuner.search(new FitOptions()));
      assertEquals("no data", stopped.getCause().getMessage());
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
      assertEquals(
          List.of(TrialStatus.COMPLETED, TrialStatus.RUNNING),
          tuner.oracle().trials().stream().map(Trial::status).toList());
      tuner.search(new FitOptions());
      assertEquals(3, tuner.results(9).size());
      assertTrue(tuner.results(9).stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
    }
    Exception elsewhere = new ExecutionException(new InterruptedException());
    Interruptible other =
        settings(new Interruptible(() -> new IllegalStateException("another thread", elsewhere)))
            .maxTrials(3)
            .maxRetriesPerTrial(0)
            .projectName("other");
    other.search(new FitOptions());
    assertEquals(TrialStatus.FAILED, other.oracle().trials().get(1).status());
    Exception circle = new IllegalStateException("first");
    circle.initCause(new IllegalStateException("second", circle));
    Interruptible round =
        settings(new Interruptible(() -> new IllegalStateException("round and round", circle)))
            .maxTrials(2)
            .maxRetriesPerTrial(0)
            .projectName("round");
    round.search(new FitOptions());
    assertEquals(TrialStatus.FAILED, round.oracle().trials().get(1).status());
  }

  @Test
  void anInterruptWhileTheSpaceIsExploredEndsTheSearch() {
    int[] builds = {0};
    HyperModel.Builder builder =
        hp -> {
          hp.Choice("kind", "a", "b");
          hp.conditionalScope("kind", List.of("b"), () -> hp.Boolean("deep"));
          if (++builds[0] == 2) {
            throw new IllegalStateException("no data", new InterruptedException());
          }
          return build(hp);
        };
    BayesianOptimization tuner = bayesian(builder).maxTrials(1);
    assertThrows(CancellationException.class, () -> tuner.search(X, Y, options()));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    tuner.search(X, Y, options());
    assertEquals(TrialStatus.COMPLETED, tuner.results(1).get(0).status());
  }

  @Test
  void anInterruptAfterTheLastTrialOrWhileWaitingEndsTheSearch() {
    class Waiting extends Tuner<Waiting> {
      Waiting() {
        super(null);
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return new Oracle(options) {
          @Override
          protected Suggestion populateSpace(String trialId) {
            Thread.currentThread().interrupt();
            return Suggestion.idle();
          }
        };
      }
    }
    Waiting waiting = settings(new Waiting());
    assertThrows(CancellationException.class, () -> waiting.search(new FitOptions()));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");

    Parabola parabola = settings(new Parabola()).objective("loss").maxTrials(1).projectName("q");
    parabola.afterTrial = () -> Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> parabola.search(new FitOptions()));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    assertEquals(TrialStatus.COMPLETED, parabola.oracle().trials().get(0).status());
    parabola.search(new FitOptions());
  }

  @Test
  void anInterruptBeforeTheSearchEndsIt() {
    BayesianOptimization tuner = bayesian(this::build);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> tuner.search(X, Y, options()));
    assertTrue(Thread.interrupted());
    tuner.search(X, Y, options());
    assertEquals(4, tuner.results(9).size());
  }

  @Test
  void tunersThatShareAnOracleShareItsTrials() throws Exception {
    HyperParameters space = new HyperParameters();
    space.Float("x", 0, 1);
    Oracle oracle =
        new RandomSearchOracle(new OracleOptions().maxTrials(8).seed(3).hyperparameters(space));
    Queue<String> runs = new ConcurrentLinkedQueue<>();
    CyclicBarrier both = new CyclicBarrier(2);
    class Sharing extends Tuner<Sharing> {
      Sharing() {
        super(null);
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return oracle;
      }

      @Override
      protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
        runs.add(trial.trialId());
        try {
          both.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        return List.of(TrialResult.of(trial.hyperparameters().getDouble("x")));
      }
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Sharing tuner = new Sharing().directory(temp).silent(true);
      Thread thread = new Thread(() -> tuner.search(FitOptions::new));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Sharing elsewhere = new Sharing().directory(temp.resolve("elsewhere")).silent(true);
    String message = assertThrows(IllegalStateException.class, elsewhere::oracle).getMessage();
    assertTrue(message.contains("already serves a tuner"), message);
    assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7"), runs.stream().sorted().toList());
    assertTrue(oracle.trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
  }

  @Test
  void trialsWithoutTheirTunersFileAreNotOverwritten() throws IOException {
    Parabola tuner = new Parabola().maxTrials(2).seed(1).silent(true).directory(temp);
    tuner.search(new FitOptions());
    Path marker = temp.resolve("untitled_project/tuner0.json");
    Files.delete(marker);
    Parabola again = new Parabola().maxTrials(3).seed(1).silent(true).directory(temp);
    String message = assertThrows(IllegalStateException.class, again::oracle).getMessage();
    assertTrue(message.contains("tuner0.json") && message.contains("[0, 1]"), message);
    Files.writeString(marker, "{}");
    assertEquals(2, again.oracle().trials().size());
  }

  @Test
  void aDirectionThatTheModelContradictsEndsTheSearch() {
    HyperModel.Builder builder =
        hp -> {
          Model model = build(hp);
          // A loss of this name gets better the smaller it is, a metric the larger.
          model.compile(
              c ->
                  c.loss("categorical_crossentropy")
                      .metrics(Metrics.of(new CosineSimilarity().name("cosine_similarity"))));
          return model;
        };
    BayesianOptimization tuner = bayesian(builder).objective("val_cosine_similarity");
    assertFatal("new Objective(\"val_cosine_similarity\", \"min\")", tuner);
    BayesianOptimization given =
        bayesian(builder).objective(new Objective("val_cosine_similarity", "min")).maxTrials(1);
    given.overwrite(true).search(X, Y, options());
    assertEquals(1, given.results(10).size());
  }

  @Test
  void functionsThatReturnNullEndTheSearch() {
    assertFatal("build function returned null", bayesian(hp -> null));
    assertFatal(
        "build function returned null for the values {'kind': 'b'",
        bayesian(hp -> hp.Choice("kind", "a", "b").equals("b") ? null : build(hp)).maxTrials(50));
    HyperModel scoped =
        HyperModel.of(
            hp -> {
              boolean[] reached = {false};
              hp.Boolean("deep");
              hp.conditionalScope(
                  "deep", List.of(true), () -> reached[0] = hp.isActive("deep") && deep(hp));
              return reached[0] ? null : build(hp);
            });
    // Not in the folder of the search before, which would go on there.
    assertFatal(
        "build function returned null", settings(new RandomSearch(scoped)).projectName("scoped"));
    class Null extends Tuner<Null> {
      Null() {
        super(null);
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return new RandomSearchOracle(options);
      }

      @Override
      protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
        trial.hyperparameters().Float("x", 0, 1);
        return null;
      }
    }
    assertFatal("runTrial returned null", settings(new Null()).projectName("null"));
    BayesianOptimization tuner = bayesian(this::build);
    Supplier<FitOptions> none = () -> null;
    String message = assertThrows(FatalTrialException.class, () -> tuner.search(none)).getMessage();
    assertTrue(message.contains("options given to search returned null"), message);
  }

  private static boolean deep(HyperParameters hp) {
    return (Boolean) hp.get("deep");
  }

  private void assertFatal(String part, Tuner<?> tuner) {
    assertFatal(part, tuner, options());
  }

  private static void assertFatal(String part, Tuner<?> tuner, FitOptions options) {
    String message =
        assertThrows(FatalTrialException.class, () -> tuner.search(X, Y, options)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void settingsEndWhereTheSearchBegins() {
    BayesianOptimization tuner = bayesian(this::build);
    tuner.searchSpace();
    assertThrows(IllegalStateException.class, () -> tuner.maxTrials(3));
    assertThrows(IllegalStateException.class, () -> tuner.beta(3));
    assertThrows(IllegalStateException.class, () -> tuner.silent(false));
  }

  // ---- other kinds of models and trainings ----

  @Test
  void hyperModelsMayTuneTheirFit() {
    List<Integer> batchSizes = new ArrayList<>();
    HyperModel model =
        new HyperModel() {
          @Override
          public Model build(HyperParameters hp) {
            return TunerTest.this.build(hp);
          }

          @Override
          public History fit(HyperParameters hp, Model m, FitOptions options) {
            int batchSize = hp.Choice("batch", 8, 16);
            batchSizes.add(batchSize);
            return m.fit(options.batchSize(batchSize).epochs(1));
          }
        };
    BayesianOptimization tuner = settings(new BayesianOptimization(model));
    tuner.search(X, Y, options());
    assertEquals(4, batchSizes.size());
    assertEquals(3, tuner.searchSpace().space().size(), "found during the first trial");
    for (int i = 0; i < 4; i++) {
      Trial trial = tuner.oracle().trials().get(i);
      assertEquals(batchSizes.get(i), trial.hyperparameters().get("batch"));
      assertEquals(0, trial.bestStep());
    }
  }

  @Test
  void modelsWithoutAnInputAreBuiltFromTheirFirstData() {
    BayesianOptimization tuner =
        bayesian(
            hp -> {
              var model = Sequential.of(new Dense(hp.Int("u", 2, 9)), new Dense(2));
              model.compile(c -> c.optimizer("adam").loss("categorical_crossentropy"));
              return model;
            });
    tuner.objective("val_loss").maxTrials(1).search(X, Y, options());
    try (Model best = tuner.getBestModels(1).get(0)) {
      double loss = best.evaluate(X_VAL, Y_VAL, o -> o.verbose(0)).loss();
      assertEquals(tuner.results(1).get(0).score(), loss, 1e-5);
    }
  }

  @Test
  void callbacksAreFreshForEachTrainingIfMadeInALambda() {
    Set<Callback> seen = new HashSet<>();
    class Seen extends Callback {
      @Override
      public void onTrainBegin() {
        seen.add(this);
      }
    }
    bayesian(this::build)
        .maxTrials(2)
        .executionsPerTrial(2)
        .search(X, Y, o -> o.validationData(X_VAL, Y_VAL).callbacks(new Seen()));
    assertEquals(4, seen.size());
    seen.clear();
    Callback shared = new Seen();
    bayesian(this::build).overwrite(true).maxTrials(1).search(X, Y, options().callbacks(shared));
    assertEquals(Set.of(shared), seen);
  }

  @Test
  void conditionalScopesAreFoundBeforeTheSearch() {
    HyperModel.Builder builder =
        hp -> {
          String kind = hp.Choice("kind", "a", "b");
          hp.conditionalScope(
              "kind",
              List.of("b"),
              () -> {
                if (kind.equals("b") && hp.Boolean("deep")) {
                  hp.conditionalScope("deep", List.of(true), () -> hp.Int("depth", 1, 3));
                }
              });
          return build(hp);
        };
    BayesianOptimization tuner = bayesian(builder);
    List<String> names = tuner.searchSpace().space().stream().map(HyperParameter::name).toList();
    assertEquals(Set.of("kind", "units", "lr", "deep"), Set.copyOf(names));
  }

  // ---- tuners of one's own ----

  /** Looks for the bottom of a parabola, without any model. */
  private static final class Parabola extends Tuner<Parabola> {
    private final List<String> calls = new ArrayList<>();
    private Runnable afterTrial = () -> {};

    Parabola() {
      super(null);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new BayesianOptimizationOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      double x = trial.hyperparameters().Float("x", -2, 2);
      return List.of(TrialResult.of(x * x + 2 * x + 1));
    }

    @Override
    protected void onTrialEnd(Trial trial) {
      calls.add(trial.trialId() + " " + trial.status());
      afterTrial.run();
    }
  }

  @Test
  void anythingCanBeTuned() {
    Parabola tuner = new Parabola().maxTrials(14).seed(1).silent(true).directory(temp);
    tuner.search(new FitOptions());
    assertEquals(-1, tuner.getBestHyperparameters(1).get(0).getDouble("x"), 0.1);
    assertEquals("00 COMPLETED", tuner.calls.get(0));
    assertEquals("default_objective", tuner.oracle().objective().name());
  }

  @Test
  void hooksAreCalled() {
    List<String> calls = new ArrayList<>();
    class Hooked extends Tuner<Hooked> {
      Hooked() {
        super(HyperModel.of(TunerTest.this::build));
      }

      @Override
      protected Oracle createOracle(OracleOptions options) {
        return new RandomSearchOracle(options);
      }

      @Override
      protected void onSearchBegin() {
        calls.add("begin");
      }

      @Override
      protected void onTrialBegin(Trial trial) {
        calls.add("trial");
      }

      @Override
      protected void beforeFit(Trial trial, Model model, FitOptions options) {
        options.epochs(1);
        calls.add("fit");
      }

      @Override
      protected void onEpochBegin(Trial trial, Model model, int epoch) {
        assertSame(built.get(built.size() - 1), model);
        calls.add("epoch");
      }

      @Override
      protected void onEpochEnd(Trial trial, Model model, int epoch, Logs logs) {
        calls.add(logs.names().contains("val_accuracy") ? "logs" : "no logs");
      }

      @Override
      protected void onBatchBegin(Trial trial, Model model, int batch) {
        assertSame(built.get(built.size() - 1), model);
        calls.add("batch " + batch);
      }

      @Override
      protected void onBatchEnd(Trial trial, Model model, int batch, Logs logs) {
        assertEquals("0", trial.trialId());
        calls.add(logs.names().contains("accuracy") ? "batch logs" : "no logs");
      }

      @Override
      protected void onSearchEnd() {
        calls.add("end");
      }
    }
    settings(new Hooked()).maxTrials(1).search(X, Y, options().batchSize(24));
    List<String> expected =
        List.of("begin", "trial", "fit", "epoch", "batch 0", "batch logs", "batch 1", "batch logs");
    assertEquals(expected, calls.subList(0, 8));
    assertEquals(List.of("logs", "end"), calls.subList(8, calls.size()));
  }
}
