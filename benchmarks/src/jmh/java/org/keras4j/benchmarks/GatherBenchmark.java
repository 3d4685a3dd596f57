package org.keras4j.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keras4j.ndarray.Shape;
import org.keras4j.internal.engine.Batch;
import org.keras4j.internal.engine.BatchSpec;
import org.keras4j.internal.engine.RowCopier;
import org.keras4j.internal.graph.TensorSpec;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
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

/** Gathering the 256 images of a batch in random order, on the heap and into the batch's tensor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GatherBenchmark {

  private static final int ROWS = 256;
  private static final int IMAGES = 60_000;

  /** The type of the images. */
  @Param({"FLOAT32", "UINT8"})
  public DType type;

  private final int[] order = new int[IMAGES];
  private NDArray images;
  private java.nio.Buffer heap;
  private Batch batch;
  private RowCopier copier;
  private int from;

  /** Makes the images and a random order. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < IMAGES; i++) {
      order[i] = random.nextInt(IMAGES);
    }
    images = NDArray.zeros(type, IMAGES, 28, 28, 1);
    heap =
        type == DType.UINT8
            ? java.nio.ByteBuffer.allocate(ROWS * 784)
            : java.nio.FloatBuffer.allocate(ROWS * 784);
    TensorSpec spec = new TensorSpec(type, Shape.of(28, 28, 1));
    batch = Batch.allocate(new BatchSpec(List.of(spec), List.of(), List.of()), ROWS);
    copier = new RowCopier(List.of(images));
  }

  private int next() {
    from = from + 2 * ROWS > IMAGES ? 0 : from + ROWS;
    return from;
  }

  /** Gathers on the heap. */
  @Benchmark
  public Object gather() {
    images.copyRows(order, next(), ROWS, heap.clear());
    return heap;
  }

  /** Gathers and copies into the tensor that is fed. */
  @Benchmark
  public Object gatherAndFeed() {
    copier.fill(batch, order, next());
    return batch;
  }

  /** Frees the tensor. */
  @TearDown
  public void close() {
    batch.close();
  }
}
