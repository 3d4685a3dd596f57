package org.keras4j.spark.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keras4j.tuner.HyperParameters.step;
import static org.keras4j.tuner.Tuner.validationData;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npz;
import org.keras4j.spark.SparkSearch;
import org.keras4j.tuner.HyperParameters;
import org.keras4j.tuner.RandomSearch;

/** The program of docs/spark.md. */
class SparkSnippetsTest {
  @TempDir Path folder;

  // snippet: spark-model
  static Model build(HyperParameters hp) {
    var model = new Sequential();
    model.add(Input.of(8));
    model.add(new Dense(hp.Int("units", 8, 64, step(8))).activation("relu"));
    model.add(new Dense(1));
    model.compile(c -> c.optimizer("adam").loss("mse"));
    return model;
  }

  // end snippet

  @Test
  void searches() throws IOException {
    String file = folder.resolve("prices.npz").toString();
    Npz.write(Path.of(file), Map.of("x", random(8), "y", random(1)));
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("prices")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1");
    // snippet: spark-search
    var tuner =
        new RandomSearch(hp -> build(hp))
            .objective("val_loss")
            .maxTrials(3)
            .directory(folder)
            .projectName("prices");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      SparkSearch.of(tuner, spark)
          .search(
              () -> Npz.read(Path.of(file)), // once in each process of the cluster
              data ->
                  validationData(data.get("x").slice(80), data.get("y").slice(80))
                      .x(data.get("x").slice(0, 80))
                      .y(data.get("y").slice(0, 80))
                      .epochs(2));
    }
    tuner.resultsSummary(3);
    Model best = tuner.getBestModels().get(0);
    // end snippet
    assertEquals(3, tuner.results(9).size());
    best.close();
  }

  private static NDArray random(int columns) {
    Random random = new Random(columns);
    float[] values = new float[100 * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return NDArray.wrap(values, 100, columns);
  }
}
