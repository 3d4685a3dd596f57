package org.keras4j.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialReport;
import org.keras4j.tuner.internal.TrialRunner;

/** Runs each trial as a job of one task, in a group of its own by which it can be cancelled. */
final class SparkRunner<D> implements TrialRunner {
  private final JavaSparkContext spark;
  private final SearchProgram<D> program;

  SparkRunner(JavaSparkContext spark, SearchProgram<D> program) {
    this.spark = spark;
    this.program = program;
  }

  @Override
  public TrialReport run(TrialOrder order, Path folder) throws InterruptedException {
    String group = program.search() + "-" + order.trialId();
    // Not by interrupting threads: that would close TensorFlow's and Hadoop's channels.
    spark.setJobGroup(group, "Keras4J trial " + order.trialId(), false);
    JavaFutureAction<List<byte[]>> job =
        spark.parallelize(List.of(0), 1).map(new TrialTask<>(program, order)).collectAsync();
    try {
      return unpack(job.get().get(0), folder);
    } catch (InterruptedException e) {
      spark.cancelJobGroup(group);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Spark gave trial "
              + order.trialId()
              + " up: "
              + e.getCause()
              + ". The trial has not failed; a search of the same project runs it again",
          e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The weights of trial "
              + order.trialId()
              + " could not be brought to "
              + folder
              + "; a search of the same project runs it again",
          e);
    }
  }

  private TrialReport unpack(byte[] result, Path folder) throws IOException {
    TrialResultParcel parcel = TrialResultParcel.fromBytes(result);
    FileTransport.Shipment files = parcel.files();
    if (files != null) {
      program.transport().receive(files, folder);
    }
    return parcel.report();
  }
}
