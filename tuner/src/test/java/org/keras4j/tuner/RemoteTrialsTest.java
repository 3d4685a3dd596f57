package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.internal.RemoteTrials;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialRunner;

/** The two halves of a search whose trials run elsewhere, put together in one process. */
class RemoteTrialsTest {
  private static final NDArray X = NDArray.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {2}, {3}, {0}});

  @TempDir Path temp;

  private static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(2));
    model.add(new Dense(hp.Int("units", 1, 50)));
    model.add(new Dense(1));
    model.compile(c -> c.optimizer("sgd").loss("mse"));
    return model;
  }

  private static FitOptions options() {
    return new FitOptions().x(X).y(Y).epochs(2).verbose(0);
  }

  private RandomSearch tuner(HyperModel model, String project) {
    return new RandomSearch(model)
        .objective("loss")
        .maxTrials(5)
        .seed(3)
        .silent(true)
        .directory(temp)
        .projectName(project);
  }

  private static TrialRunner here(HyperModel model) {
    return (order, folder) ->
        RemoteTrials.get().run(sent(order), model, RemoteTrialsTest::options, folder);
  }

  private static TrialOrder sent(TrialOrder order) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(order);
      return (TrialOrder)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Double> scores(Tuner<?> tuner) {
    return tuner.record().trials().stream().map(TrialRecord::score).toList();
  }

  @Test
  void scoresDependOnNeitherWorkersNorOrder() {
    HyperModel model = HyperModel.of(RemoteTrialsTest::build);
    RandomSearch one = tuner(model, "one");
    RemoteTrials.get().search(one, 1, here(model));
    assertEquals(5, scores(one).stream().distinct().count());

    CountDownLatch second = new CountDownLatch(1);
    RandomSearch three = tuner(model, "three");
    TrialRunner late =
        (order, folder) -> {
          if (order.trialId().equals("0")) {
            second.await();
          }
          try {
            return here(model).run(order, folder);
          } finally {
            second.countDown();
          }
        };
    RemoteTrials.get().search(three, 3, late);
    assertEquals(scores(one), scores(three));
    assertEquals(
        one.record().trials().get(1).executions(), three.record().trials().get(1).executions());
  }

  @Test
  void aTrialOfTheSameValuesHasRandomNumbersOfItsOwn() {
    HyperModel model = HyperModel.of(hp -> build(new HyperParameters()));
    RandomSearch tuner = tuner(model, "p").hyperparameters(onlyOne());
    RemoteTrials.get().search(tuner, 2, here(model));
    assertEquals(5, scores(tuner).size());
    assertNotEquals(scores(tuner).get(0), scores(tuner).get(1));
  }

  private static HyperParameters onlyOne() {
    HyperParameters hp = new HyperParameters();
    hp.Choice("a", 1);
    return hp;
  }

  @Test
  void severalObjectivesAndWhatATrainingDeclaresComeBack() {
    HyperModel model =
        new HyperModel() {
          @Override
          public Model build(HyperParameters hp) {
            return RemoteTrialsTest.build(hp);
          }

          @Override
          public TrialResult run(HyperParameters hp, Model built, FitOptions options) {
            return TrialResult.of(Map.of("loss", 1.0 * hp.Choice("late", 7, 8), "gain", 0.5));
          }
        };
    RandomSearch tuner =
        tuner(model, "p")
            .objectives(List.of(new Objective("loss", "min"), new Objective("gain", "max")));
    RemoteTrials.get().search(tuner, 1, here(model));
    assertEquals(6.5, tuner.results(1).get(0).score());
    assertTrue(tuner.searchSpace().isActive("late"));
    assertEquals(7, tuner.getBestHyperparameters().get(0).getInt("late"));
  }

  @Test
  void aRunnerThatFailsEndsTheSearchAndItsTrialsAreRunAgain() {
    HyperModel model = HyperModel.of(RemoteTrialsTest::build);
    RandomSearch tuner = tuner(model, "p");
    AtomicInteger runs = new AtomicInteger();
    TrialRunner failing =
        (order, folder) -> {
          if (runs.incrementAndGet() == 3) {
            throw new UncheckedIOException(new IOException("no network"));
          }
          return here(model).run(order, folder);
        };
    assertThrows(UncheckedIOException.class, () -> RemoteTrials.get().search(tuner, 2, failing));
    RandomSearch one = tuner(model, "one");
    RemoteTrials.get().search(one, 1, here(model));
    RemoteTrials.get().search(tuner, 1, failing);
    assertEquals(scores(one), scores(tuner));
  }

  @Test
  void theEpochOfTheScoreIsCountedAsByFit() {
    HyperModel model = HyperModel.of(RemoteTrialsTest::build);
    RandomSearch tuner = tuner(model, "p");
    TrialRunner later =
        (order, folder) ->
            RemoteTrials.get()
                .run(sent(order), model, () -> options().initialEpoch(3).epochs(4), folder);
    RemoteTrials.get().search(tuner, 1, later);
    for (TrialRecord trial : tuner.record().trials()) {
      assertEquals(3, trial.bestStep());
    }
  }

  @Test
  void aRunThatIsInterruptedHasNotFailed() {
    AtomicInteger runs = new AtomicInteger();
    HyperModel model =
        HyperModel.of(
            hp -> {
              if (runs.incrementAndGet() == 3) {
                throw new IllegalStateException("no data", new InterruptedException());
              }
              return build(hp);
            });
    RandomSearch tuner = tuner(model, "p").maxRetriesPerTrial(0);
    assertThrows(
        CancellationException.class, () -> RemoteTrials.get().search(tuner, 1, here(model)));
    assertEquals(
        List.of(TrialStatus.COMPLETED, TrialStatus.RUNNING),
        tuner.record().trials().stream().map(TrialRecord::status).toList());
    RemoteTrials.get().search(tuner, 1, here(model));
    assertTrue(tuner.record().trials().stream().allMatch(t -> t.status() == TrialStatus.COMPLETED));
  }

  @Test
  void hopelessTrainingsAreStoppedByWhatWasKnownWhenTheTrialBegan() {
    HyperModel model = HyperModel.of(PrunedSearchTest::model);
    List<TrialRecord> local = pruned("local", model, 0);
    List<TrialRecord> one = pruned("one", model, 1);
    assertEquals(
        List.of(false, false, true, true, false), one.stream().map(TrialRecord::pruned).toList());
    assertEquals(
        List.of(List.of(4, 4), List.of(4, 4), List.of(1), List.of(1), List.of(4, 4)),
        one.stream().map(t -> t.executions().stream().map(List::size).toList()).toList());
    for (int i = 0; i < one.size(); i++) {
      assertEquals(local.get(i).executions(), one.get(i).executions());
      assertEquals(local.get(i).score(), one.get(i).score());
    }
    // All five begin before one has ended, so nobody is hopeless.
    List<TrialRecord> five = pruned("five", model, 5);
    assertTrue(five.stream().noneMatch(TrialRecord::pruned));
  }

  /** Searches with some workers elsewhere, or here with none. */
  private List<TrialRecord> pruned(String project, HyperModel model, int workers) {
    RandomSearch tuner =
        tuner(model, project)
            .objective("val_loss")
            .executionsPerTrial(2)
            .pruner(new MedianPruner().startupTrials(2));
    for (double weight : new double[] {1, 3, 9, 2.5, 2}) {
      tuner.enqueue(Map.of("weight", weight));
    }
    CyclicBarrier begun = new CyclicBarrier(Math.max(1, workers));
    if (workers == 0) {
      tuner.search(RemoteTrialsTest::validated);
    } else {
      RemoteTrials.get()
          .search(
              tuner,
              workers,
              (order, folder) -> {
                try {
                  begun.await();
                } catch (BrokenBarrierException e) {
                  throw new IllegalStateException(e);
                }
                return RemoteTrials.get()
                    .run(sent(order), model, RemoteTrialsTest::validated, folder);
              });
    }
    return tuner.record().trials();
  }

  private static FitOptions validated() {
    NDArray x = PrunedSearchTest.X;
    return Tuner.validationData(x, PrunedSearchTest.Y)
        .x(x)
        .y(PrunedSearchTest.Y)
        .epochs(4)
        .verbose(0);
  }
}
