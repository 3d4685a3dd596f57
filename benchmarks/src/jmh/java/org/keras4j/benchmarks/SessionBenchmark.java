package org.keras4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.keras4j.Input;
import org.keras4j.Predictor;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.NDArray;
import org.keras4j.optimizers.SGD;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What a run costs when there is next to nothing to compute: a layer with one number. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionBenchmark {

  private final float[] sample = {1};
  private final float[] result = new float[1];
  private final NDArray one = NDArray.ones(1, 1);
  private Sequential model;
  private Predictor predictor;
  private Graph graph;
  private Session session;
  private Operand<TFloat32> fed;
  private Operand<TFloat32> sum;
  private TFloat32 tensor;

  /** Opens everything. */
  @Setup
  public void open() {
    model = Sequential.of(Input.of(1), new Dense(1));
    model.compile(c -> c.optimizer(new SGD(0)).loss("mean_squared_error"));
    predictor = model.predictor();
    graph = new Graph();
    session = new Session(graph);
    Ops tf = Ops.create(graph);
    fed = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1)));
    sum = tf.math.add(fed, tf.constant(1f));
    tensor = TFloat32.vectorOf(1);
  }

  /** One run of a session with one addition, by TensorFlow Java's own Runner. */
  @Benchmark
  public long plainSession() {
    try (var r = session.runner().feed(fed, tensor).fetch(sum).run()) {
      Tensor t = r.get(0);
      return t.numBytes();
    }
  }

  /** {@code predictor.predict} of one sample into an array that is kept. */
  @Benchmark
  public float[] predictor() {
    predictor.predict(sample, result);
    return result;
  }

  /** {@code predictor.predict} of a batch of one. */
  @Benchmark
  public NDArray predictorWithArrays() {
    return predictor.predict(one);
  }

  /** {@code model.predict} of a batch of one. */
  @Benchmark
  public NDArray modelPredict() {
    return model.predict(one, o -> o.verbose(0));
  }

  /** {@code model.trainOnBatch} of a batch of one. */
  @Benchmark
  public Object trainOnBatch() {
    return model.trainOnBatch(one, one);
  }

  /** Closes everything. */
  @TearDown
  public void close() {
    predictor.close();
    model.close();
    tensor.close();
    session.close();
    graph.close();
  }
}
