package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.FitOptions;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.internal.RemoteTrials;
import org.keras4j.tuner.internal.TrialRunner;

/** Models of trials compute as the program says. */
@Timeout(120)
class InheritedPolicyTest {
  private static final String MIXED = "mixed_bfloat16";
  private static final NDArray X = NDArray.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {2}, {3}, {0}});

  private final Queue<String> policies = new ConcurrentLinkedQueue<>();

  @TempDir Path temp;

  @BeforeEach
  void mixed() {
    Keras.setDtypePolicy(MIXED);
  }

  @AfterEach
  void float32() {
    Keras.setDtypePolicy("float32");
  }

  private Model build(HyperParameters hp) {
    policies.add(Keras.dtypePolicy().toString());
    Model model = Sequential.of(Input.of(2), new Dense(hp.Int("units", 1, 50)), new Dense(1));
    model.compile(c -> c.optimizer("sgd").loss("mse"));
    return model;
  }

  private <T extends Tuner<T>> T settings(T tuner) {
    return tuner.objective("loss").maxTrials(3).seed(1).directory(temp).silent(true);
  }

  private void allAreMixed(int atLeast) {
    assertTrue(policies.size() >= atLeast, policies::toString);
    assertEquals(List.of(MIXED), policies.stream().distinct().toList());
    assertEquals(MIXED, Keras.dtypePolicy().toString());
  }

  private static void search(Tuner<?> tuner) {
    tuner.search(X, Y, o -> o.epochs(1).verbose(0));
  }

  @Test
  void trialsBestModelsAndTheFirstLookDo() {
    RandomSearch tuner = settings(new RandomSearch(this::build)).executionsPerTrial(2);
    search(tuner);
    tuner.getBestModels(2).forEach(Model::close);
    allAreMixed(1 + 3 * 2 + 2);
    // A search that goes on compares the space that the program declares.
    search(settings(new RandomSearch(this::build)).maxTrials(4));
    allAreMixed(1 + 3 * 2 + 2 + 2);
  }

  @Test
  void trialsOfWorkersDo() {
    search(settings(new RandomSearch(this::build)).workers(2));
    allAreMixed(1 + 3);
  }

  @Test
  void whatATrialSetsEndsWithIt() {
    BayesianOptimization tuner =
        new BayesianOptimization(
            hp -> {
              Model model = build(hp);
              Keras.setDtypePolicy("float32");
              return model;
            });
    search(settings(tuner.likeKerasTuner()));
    // The space is explored with one build, and each trial makes one.
    allAreMixed(1 + 3);
  }

  @Test
  void trialsThatTunersRunThemselvesDo() {
    RandomSearch tuner =
        new RandomSearch(this::build) {
          @Override
          protected List<TrialResult> runTrial(Trial trial, Supplier<FitOptions> options) {
            policies.add(Keras.dtypePolicy().toString());
            return List.of(TrialResult.of(1));
          }
        };
    search(settings(tuner));
    allAreMixed(1 + 3);
  }

  @Test
  void trialsThatRunElsewhereDo() {
    HyperModel model = HyperModel.of(this::build);
    TrialRunner elsewhere =
        (order, folder) -> {
          // As in another process.
          Keras.setDtypePolicy("float32");
          try {
            return RemoteTrials.get()
                .run(order, model, () -> new FitOptions().x(X).y(Y).verbose(0), folder);
          } finally {
            Keras.setDtypePolicy(MIXED);
          }
        };
    RemoteTrials.get().search(settings(new RandomSearch(model)), 1, elsewhere);
    allAreMixed(1 + 3);
  }
}
