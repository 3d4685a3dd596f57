package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.internal.random.GlobalRandom;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Dropout;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.keras4j.random.KerasRandom;

/** The random numbers of a trial belong to the trial. */
class TrialSeedsTest {
  private static final NDArray X = KerasRandom.of(1).normal(Shape.of(40, 3));
  private static final NDArray Y = KerasRandom.of(2).normal(Shape.of(40, 1));

  @TempDir Path temp;

  static Model build(HyperParameters hp) {
    Sequential model = new Sequential();
    model.add(Input.of(3)).add(new Dense(hp.Int("units", 2, 40)).activation("relu"));
    model.add(new Dropout(0.3)).add(new Dense(1));
    model.compile(c -> c.loss("mse").optimizer("sgd"));
    return model;
  }

  private <T extends Tuner<T>> T prepared(T tuner, String project) {
    return tuner.objective("loss").silent(true).directory(temp).projectName(project);
  }

  private RandomSearch random(String project, int trials) {
    return prepared(new RandomSearch(TrialSeedsTest::build), project).maxTrials(trials).seed(7);
  }

  private static <T extends Tuner<T>> Map<String, Double> scores(T tuner) {
    tuner.search(X, Y, o -> o.epochs(2).batchSize(8));
    Map<String, Double> scores = new TreeMap<>();
    tuner.oracle().trials().forEach(t -> scores.put(t.hyperparameters().values() + "", t.score()));
    return scores;
  }

  @Test
  void theFormulaIsFixed() {
    // hashlib.sha256(b"7:3:0:1").digest()[:4] in Python
    assertEquals(SEED_OF_7_3_0_1, TrialSeeds.seed("7:3:0:1"));
    TrialSeeds seeds = TrialSeeds.ofTrial(7, "003", 0);
    Keras.setRandomSeed(SEED_OF_7_3_0_1);
    long expected = GlobalRandom.randint(1, 1_000_000);
    assertEquals(expected, seeds.<Long>run(1, () -> GlobalRandom.randint(1, 1_000_000)));
    assertNotEquals(expected, seeds.<Long>run(0, () -> GlobalRandom.randint(1, 1_000_000)));
  }

  private static final long SEED_OF_7_3_0_1 = 3639581690L;

  @Test
  void scoresDoNotDependOnWhatWasDrawnBefore() {
    Map<String, Double> expected = scores(random("a", 4));
    Keras.setRandomSeed(99);
    assertEquals(expected, scores(random("b", 4)));
  }

  @Test
  void scoresDoNotDependOnTheLimitOfTrials() {
    Map<String, Double> four = scores(random("a", 4));
    Map<String, Double> eleven = scores(random("b", 11));
    four.forEach((values, score) -> assertEquals(score, eleven.get(values), values));
  }

  @Test
  void scoresDoNotDependOnAnInterruption() {
    Map<String, Double> expected = scores(random("a", 4));
    RandomSearch interrupted =
        prepared(
                new RandomSearch(
                    new HyperModel() {
                      private int built;

                      @Override
                      public Model build(HyperParameters hp) {
                        if (++built == 4) { // the first one is not of a trial
                          Thread.currentThread().interrupt();
                        }
                        return TrialSeedsTest.build(hp);
                      }
                    }),
                "b")
            .maxTrials(4)
            .seed(7);
    assertThrows(CancellationException.class, () -> scores(interrupted));
    assertEquals(true, Thread.interrupted());
    Keras.setRandomSeed(1);
    assertEquals(expected, scores(random("b", 4)));
  }

  @Test
  void theProgramsOwnNumbersAndNamesGoOn() {
    Keras.clearSession();
    Keras.setRandomSeed(5);
    new Dense(1);
    long expected = GlobalRandom.randint(1, 1_000_000);
    Keras.clearSession();
    Keras.setRandomSeed(5);
    new Dense(1);
    RandomSearch tuner = random("a", 2);
    scores(tuner);
    tuner.getBestModels(1).get(0).close();
    assertEquals("dense_1", new Dense(1).activation("relu").name());
    Keras.clearSession();
    Keras.setRandomSeed(5);
    new Dense(1);
    assertEquals(expected, GlobalRandom.randint(1, 1_000_000));
  }

  @Test
  void theSeedOfTheProgramDecidesWhereTheSearchHasNone() {
    List<Map<String, Double>> all = new ArrayList<>();
    for (String project : List.of("a", "b", "c")) {
      Keras.setRandomSeed(project.equals("c") ? 2 : 1);
      new Dense(1);
      all.add(scores(prepared(new RandomSearch(TrialSeedsTest::build), project).maxTrials(3)));
    }
    assertEquals(all.get(0), all.get(1));
    assertNotEquals(all.get(0), all.get(2));
  }

  @Test
  void everyTrainingAndEveryRunHasAnotherSeed() {
    List<Long> seeds = new ArrayList<>();
    RandomSearch tuner =
        prepared(
                new RandomSearch(
                    new HyperModel() {
                      @Override
                      public Model build(HyperParameters hp) {
                        Keras.clearSession();
                        seeds.add(GlobalRandom.randint(1, 1_000_000));
                        if (seeds.size() == 3) {
                          throw new IllegalStateException("fails once");
                        }
                        return TrialSeedsTest.build(hp);
                      }
                    }),
                "a")
            .maxTrials(2)
            .maxRetriesPerTrial(1)
            .executionsPerTrial(2)
            .seed(7);
    scores(tuner);
    assertEquals(7, seeds.size());
    assertEquals(7, seeds.stream().distinct().count(), seeds::toString);
  }

  /** KerasTuner's trials draw from the generators of the program, one after the other. */
  @Test
  void likeKerasTunerTheGlobalNumbersGoOn() {
    List<Long> draws = new ArrayList<>();
    HyperModel.Builder build =
        hp -> {
          draws.add(GlobalRandom.randint(1, 1_000_000));
          return build(hp);
        };
    Keras.setRandomSeed(3);
    scores(prepared(new BayesianOptimization(build).likeKerasTuner(), "a").maxTrials(3).seed(7));
    Keras.setRandomSeed(3);
    assertEquals(draws.get(0), GlobalRandom.randint(1, 1_000_000));
    assertEquals(4, draws.stream().distinct().count());
  }

  /** A tuner of one's own need not train models. */
  static final class Drawing extends Tuner<Drawing> {
    final List<Long> drawn = new ArrayList<>();

    Drawing() {
      super(null);
    }

    @Override
    protected Oracle createOracle(OracleOptions options) {
      return new RandomSearchOracle(options);
    }

    @Override
    protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
      drawn.add(GlobalRandom.randint(1, 1_000_000));
      return List.of(TrialResult.of(1));
    }
  }

  @Test
  void whatATunerOfOnesOwnDrawsBelongsToTheTrial() {
    HyperParameters space = new HyperParameters();
    space.Int("n", 1, 100);
    List<List<Long>> all = new ArrayList<>();
    for (String project : List.of("a", "b")) {
      Drawing tuner = prepared(new Drawing(), project).hyperparameters(space).maxTrials(3).seed(7);
      tuner.search(X, Y);
      all.add(tuner.drawn);
    }
    assertEquals(all.get(0), all.get(1));
    assertEquals(3, all.get(0).stream().distinct().count());
  }
}
