package org.keras4j.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.keras4j.FitOptions;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.RandomSearch;

/** A driver that goes on with the search of its folder: {@code KilledDriver MASTER FOLDER NAME}. */
final class KilledDriver {
  private static final int TRIALS = 8;
  private static final int EPOCHS = 40;

  private KilledDriver() {}

  /** Searches. */
  public static void main(String[] args) {
    RandomSearch tuner = tuner(Path.of(args[1]), args[2]);
    try (JavaSparkContext spark = new JavaSparkContext(StandaloneCluster.driver(args[0]))) {
      SparkSearch.of(tuner, spark).workers(2).search(Blobs::load, KilledDriver::options);
    }
  }

  static RandomSearch tuner(Path folder, String project) {
    return new RandomSearch(Blobs::build)
        .objective("val_loss")
        .maxTrials(TRIALS)
        .seed(5)
        .silent(true)
        .directory(folder)
        .projectName(project);
  }

  static FitOptions options(List<NDArray> data) {
    return Blobs.options(data).epochs(EPOCHS);
  }
}
