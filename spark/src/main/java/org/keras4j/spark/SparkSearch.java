package org.keras4j.spark;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;
import org.keras4j.tuner.Pruner;
import org.keras4j.tuner.Tuner;
import org.keras4j.tuner.internal.RemoteTrials;

/**
 * Runs the trials of a tuner on an Apache Spark cluster, several at once. The driver asks the
 * tuner's oracle for values and tells it the results; a Spark task builds and trains one model.
 *
 * <p>After it the tuner is as after {@link Tuner#search(java.util.function.Supplier)}: its project
 * is in the driver's folder, with every epoch and the weights of the best one, in KerasTuner's
 * files; {@code getBestModels}, the summaries and {@code record} work, and a search that was cut
 * off goes on, here or without Spark.
 *
 * <p>The hypermodel, the loader and the arguments of fit are sent to the executors, so they must be
 * serializable, with all that they hold or capture; this is checked before the first trial. A
 * lambda given to a tuner is. A class is if it says {@code implements Serializable}.
 *
 * <p>What is random in a trial follows from the search's seed and the trial's id, so its score does
 * not depend on who runs it, but for rounding where processors differ.
 */
public final class SparkSearch {
  private static final long ONE_GIB = 1L << 30;

  private final Tuner<?> tuner;
  private final JavaSparkContext spark;
  private @Nullable Integer workers;
  private @Nullable String sharedFolder;

  private SparkSearch(Tuner<?> tuner, JavaSparkContext spark) {
    this.tuner = Objects.requireNonNull(tuner, "tuner");
    this.spark = Objects.requireNonNull(spark, "spark");
  }

  /**
   * Makes a search.
   *
   * @param tuner the tuner, with all its settings. It must not override {@code runTrial}, {@code
   *     beforeFit}, {@code onEpochBegin} or {@code onEpochEnd}, as the tuner stays in the driver
   * @param spark the driver's context
   */
  public static SparkSearch of(Tuner<?> tuner, JavaSparkContext spark) {
    return new SparkSearch(tuner, spark);
  }

  /**
   * Makes a search.
   *
   * @param tuner the tuner, as in {@link #of(Tuner, JavaSparkContext)}
   * @param spark the driver's context; that of a {@code SparkSession} is {@code
   *     session.sparkContext()}
   */
  public static SparkSearch of(Tuner<?> tuner, SparkContext spark) {
    return of(tuner, JavaSparkContext.fromSparkContext(Objects.requireNonNull(spark, "spark")));
  }

  /**
   * Sets how many trials run at once. By default as many as tasks fit on the cores that the cluster
   * has given when the search begins; where executors come later, say how many.
   *
   * @param count at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public SparkSearch workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("workers must be at least 1; received " + count);
    }
    workers = count;
    return this;
  }

  /**
   * Lets weights go through a folder, for large models. By default they come with the result of the
   * task, through the driver's memory, up to 1 GiB or {@code spark.driver.maxResultSize}, whichever
   * is less.
   *
   * @param folder a path or URI of a file system that Hadoop knows and all machines see, such as
   *     {@code hdfs:} or a mounted {@code file:}. Each search makes a folder in it and deletes it
   *     at its end
   */
  public SparkSearch weightsVia(String folder) {
    sharedFolder = Objects.requireNonNull(folder, "folder");
    return this;
  }

  /**
   * Sends arrays to the executors by Spark's broadcast, for data that fits into the driver's
   * memory.
   *
   * @param arrays the arrays
   * @return a loader that gives them in the same order
   */
  public DataLoader<List<NDArray>> broadcast(NDArray... arrays) {
    return loader(spark.broadcast(new ArrayBundle(List.of(arrays))));
  }

  private static DataLoader<List<NDArray>> loader(Broadcast<ArrayBundle> sent) {
    return () -> sent.value().arrays();
  }

  /**
   * Searches until the oracle stops, on arrays that are broadcast.
   *
   * @param x the inputs of the training data
   * @param y its targets
   * @param settings sets further arguments of fit, such as {@code validationSplit}. Validation data
   *     of its own goes by {@link #broadcast} and {@link #search(DataLoader, FitArguments)}
   */
  public void search(NDArray x, NDArray y, FitSettings settings) {
    Objects.requireNonNull(settings, "settings");
    Broadcast<ArrayBundle> sent =
        spark.broadcast(
            new ArrayBundle(
                List.of(Objects.requireNonNull(x, "x"), Objects.requireNonNull(y, "y"))));
    try {
      search(loader(sent), new SettingsOfArrays(settings));
    } finally {
      sent.destroy(false);
    }
  }

  /**
   * Searches until the oracle stops. May be called again after an exception, in this program or
   * another one, and goes on where the search ended.
   *
   * @param loader loads the data, once in each process that runs trials
   * @param arguments makes the arguments of fit from them, for each training
   * @param <D> what holds the data
   * @throws IllegalArgumentException if the hypermodel, the loader, the arguments or the pruner
   *     cannot be sent, naming the field; no trial has begun
   * @throws IllegalStateException if the tuner overrides what would have to run on executors, if
   *     Spark gives a trial up after {@code spark.task.maxFailures} attempts, and as {@link
   *     Tuner#search(java.util.function.Supplier)}
   * @throws org.keras4j.tuner.FatalTrialException if a mistake would repeat itself in every trial
   * @throws CancellationException if the thread is interrupted. The trials that were running are
   *     stopped at the end of a batch, and are run again when the search goes on
   */
  public <D> void search(DataLoader<D> loader, FitArguments<D> arguments) {
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(arguments, "arguments");
    String id = "keras4j-" + UUID.randomUUID();
    FileTransport transport = transport(id);
    SearchProgram<D> program =
        new SearchProgram<>(
            id,
            SendCheck.check("the hypermodel", tuner.hypermodel()),
            loader,
            arguments,
            transport);
    SendCheck.check("the loader of the data", loader);
    SendCheck.check("what makes the arguments of fit", arguments);
    Pruner pruner = RemoteTrials.get().pruner(tuner); // meanwhile executors come
    if (pruner != null) {
      SendCheck.check("the pruner", pruner);
    }
    try {
      RemoteTrials.get().search(tuner, workers(), new SparkRunner<>(spark, program));
    } finally {
      finish(transport);
    }
  }

  private int workers() {
    if (workers != null) {
      return workers;
    }
    int cores = spark.getConf().getInt("spark.task.cpus", 1);
    return Math.max(1, spark.defaultParallelism() / cores);
  }

  private FileTransport transport(String id) {
    if (sharedFolder != null) {
      return new FolderTransport(
          new Path(sharedFolder, id).toString(), spark.hadoopConfiguration());
    }
    SparkConf conf = spark.getConf();
    long results = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    return new DriverTransport(results > 0 ? Math.min(results, ONE_GIB) : ONE_GIB);
  }

  private static void finish(FileTransport transport) {
    try {
      transport.finish();
    } catch (IOException e) {
      // The search has its results.
      System.getLogger("org.keras4j.spark")
          .log(System.Logger.Level.WARNING, "The search's folder for weights is still there", e);
    }
  }
}
