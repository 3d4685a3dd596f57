package org.keras4j.tuner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;

/** Searches that keep the weights of the best trials only. */
@Timeout(120)
class KeptWeightsTest {
  private static final NDArray X = NDArray.of(new float[][] {{1}, {1}});
  private static final NDArray Y = NDArray.of(new float[][] {{0}, {0}});

  @TempDir Path temp;

  private static Sequential model(HyperParameters hp) {
    double weight = hp.Float("weight", 0, 10);
    if (weight == 7) {
      throw new IllegalStateException("seven");
    }
    Sequential model =
        Sequential.of(
            Input.of(1), new Dense(1).useBias(false).kernelInitializer(new Constant(weight)));
    model.compile(c -> c.optimizer(new SGD(1e-30)).loss("mse"));
    return model;
  }

  private RandomSearch tuner(int trials) {
    return new RandomSearch(KeptWeightsTest::model)
        .objective("loss")
        .maxTrials(trials)
        .directory(temp)
        .silent(true);
  }

  private List<String> withWeights() throws IOException {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.filter(path -> path.toString().endsWith(".weights.h5"))
          .map(path -> path.getParent().getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void onlyTheBestTrialsKeepTheirWeights() throws IOException {
    RandomSearch tuner = tuner(5).keepBest(2);
    for (double weight : List.of(3., 7., 2., 9., 1.)) {
      tuner.enqueue(Map.of("weight", weight));
    }
    tuner.search(X, Y, o -> o.epochs(1).verbose(0));
    assertEquals(List.of("trial_2", "trial_4"), withWeights());
    List<Double> losses = new ArrayList<>();
    for (Model model : tuner.getBestModels(2)) {
      losses.add(model.evaluate(X, Y, o -> o.verbose(0)).get("loss"));
      model.close();
    }
    assertEquals(List.of(1.0, 4.0), losses);
    String message =
        assertThrows(IllegalArgumentException.class, () -> tuner.getBestModels(3)).getMessage();
    assertTrue(message.startsWith("getBestModels(3): keepBest(2) has kept"), message);

    RandomSearch later = tuner(5);
    message = assertThrows(IllegalStateException.class, () -> later.getBestModels(3)).getMessage();
    assertTrue(message.contains("trial_0: keepBest has deleted them"), message);
    assertThrows(IllegalArgumentException.class, () -> tuner(5).keepBest(0));
  }
}
