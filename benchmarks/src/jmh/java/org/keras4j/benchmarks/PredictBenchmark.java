package org.keras4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One image through the networks of the comparison; with {@code -prof gc} also what it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PredictBenchmark {

  /** The network. */
  @Param({"mlp256", "cnn256"})
  public String network;

  private final float[] image = new float[784];
  private final float[] result = new float[10];
  private Sequential model;
  private Predictor predictor;

  /** Makes the snapshot. */
  @Setup
  public void open() {
    model = Networks.of(network);
    predictor = model.predictor();
  }

  /** One image, into an array that is kept. */
  @Benchmark
  public float[] predict() {
    predictor.predict(image, result);
    return result;
  }

  /** Closes both. */
  @TearDown
  public void close() {
    predictor.close();
    model.close();
  }
}
