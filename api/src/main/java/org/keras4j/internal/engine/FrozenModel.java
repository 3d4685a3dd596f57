package org.keras4j.internal.engine;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.keras4j.core.Signature;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.SessionSettings;
import org.keras4j.internal.graph.WeightSource;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * A model's inference graph with the weights of one moment. Any number of threads may run it at
 * once.
 */
public final class FrozenModel implements ServedGraph {

  private final LargestOutput largest;
  private final Signature signature;
  private final NativeSession session;
  private final NativeSession.Call call;
  private final NativeSession.Call first;
  private final ConcurrentLinkedQueue<NativeSession.Frame> frames = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Takes the snapshot. */
  public FrozenModel(ModelFunction model) {
    this(model, WeightSource.NONE);
  }

  /** Takes the snapshot with weights that have not come to the variables yet. */
  public FrozenModel(ModelFunction model, WeightSource source) {
    largest = model.largestOutput();
    try (InferenceGraph graph = new InferenceGraph(model)) {
      signature = graph.signature();
      session = new NativeSession(graph.definition(), SessionSettings.model());
      try {
        graph.fill(session, source);
        call = session.call(graph.inputs(), graph.outputs(), List.of());
        first = session.call(graph.inputs(), graph.outputs().subList(0, 1), List.of());
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    }
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<NDArray> run(List<NDArray> batch) {
    List<Shape> shapes = batch.stream().map(NDArray::shape).toList();
    largest.check(shapes);
    lock.readLock().lock();
    try {
      requireOpen();
      return call.runArrays(batch);
    } catch (RuntimeException e) {
      throw failed(shapes, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Makes what a call needs once, and reuses it. */
  @Override
  public void runSingle(float[] sample, float[] result) {
    lock.readLock().lock();
    try {
      requireOpen();
      NativeSession.Frame frame = frames.poll();
      if (frame == null) {
        frame = first.frame(signature.inputs().get(0).shape().withBatch(1));
      }
      long elements;
      try {
        elements = frame.run(sample, result);
      } finally {
        frames.add(frame);
      }
      if (elements != result.length) {
        throw ServedGraph.wrongResult(signature, result.length, elements);
      }
    } catch (RuntimeException e) {
      throw failed(List.of(signature.inputs().get(0).shape().withBatch(1)), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private RuntimeException failed(List<Shape> batch, RuntimeException e) {
    return FailedRun.of(signature.name(), batch, e, () -> largest.refusal(batch));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "The predictor of model '" + signature.name() + "' is closed");
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        frames.forEach(NativeSession.Frame::close);
        call.close();
        first.close();
        session.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
