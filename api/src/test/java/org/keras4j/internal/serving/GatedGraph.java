package org.keras4j.internal.serving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.keras4j.core.Signature;
import org.keras4j.core.Signature.TensorInfo;
import org.keras4j.internal.engine.ServedGraph;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** Doubles numbers, one run for each time that a test opens the gate; −1 is a mistake. */
final class GatedGraph implements ServedGraph {

  /** The first numbers of the samples of each run, in order. */
  final List<List<Integer>> runs = Collections.synchronizedList(new ArrayList<>());

  /** One permit for each run that has begun. */
  final Semaphore begun = new Semaphore(0);

  private final Semaphore gate = new Semaphore(0);
  private final int dropped;
  private volatile boolean closed;

  GatedGraph() {
    this(0);
  }

  /** Leaves out that many of the samples. */
  GatedGraph(int dropped) {
    this.dropped = dropped;
  }

  void open(int runsMore) {
    gate.release(runsMore);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public Signature signature() {
    var x = new TensorInfo("x", Shape.of(-1, -1), DType.FLOAT32);
    var y = new TensorInfo("y", Shape.of(-1, -1), DType.FLOAT32);
    return new Signature("doubles", List.of(x), List.of(y));
  }

  @Override
  public List<NDArray> run(List<NDArray> batch) {
    NDArray x = batch.get(0);
    List<Integer> firsts = new ArrayList<>();
    for (int i = 0; i < x.length(); i++) {
      firsts.add((int) x.getFloat(i, 0));
    }
    runs.add(firsts);
    begun.release();
    gate.acquireUninterruptibly();
    if (firsts.contains(-1)) {
      throw new IllegalArgumentException("there is a -1 among " + firsts);
    }
    return List.of(x.multiply(2.0).asType(DType.FLOAT32).slice(dropped));
  }

  @Override
  public void runSingle(float[] sample, float[] result) {
    throw new AssertionError("a batcher runs batches");
  }

  @Override
  public void close() {
    closed = true;
  }
}
