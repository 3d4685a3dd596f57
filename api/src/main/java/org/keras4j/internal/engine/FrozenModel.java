package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.keras4j.internal.graph.GraphOps;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.NativeTensor;
import org.keras4j.internal.graph.SessionSettings;
import org.keras4j.internal.graph.Step;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A model's inference graph with the weights of one moment. Any number of threads may run it at
 * once.
 */
public final class FrozenModel implements AutoCloseable {

  private final String name;
  private final LargestOutput largest;
  private final Shape inputShape;
  private final List<DType> inputTypes;
  private final boolean singleFloats;
  private final NativeSession session;
  private final NativeSession.Call call;
  private final NativeSession.Call first;
  private final ConcurrentLinkedQueue<NativeSession.Frame> frames = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Takes the snapshot. */
  public FrozenModel(ModelFunction model) {
    NativeRuntime.ensureLoaded();
    name = model.name();
    largest = model.largestOutput();
    inputShape = model.inputShapes().get(0);
    inputTypes = model.inputDtypes();
    // Lives only to be traced into: what runs is a copy of it in the session.
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      List<Output<?>> inputs = new ArrayList<>();
      for (int i = 0; i < inputTypes.size(); i++) {
        inputs.add(
            tf.placeholder(
                    Tensors.typeOf(inputTypes.get(i)),
                    Placeholder.shape(Tensors.shape(model.inputShapes().get(i))))
                .asOutput());
      }
      FrozenContext context = new FrozenContext(tf);
      List<Operand<?>> operands = new ArrayList<>(inputs);
      List<Output<?>> outputs = Step.fetchable(tf, model.call(tf, operands, context), inputs);
      singleFloats =
          inputs.size() == 1
              && inputTypes.get(0) == DType.FLOAT32
              && outputs.get(0).type() == TFloat32.class;
      session = new NativeSession(graph.toGraphDef(), SessionSettings.model());
      try {
        context.fill(session);
        call = session.call(inputs, outputs, List.of());
        first = session.call(inputs, outputs.subList(0, 1), List.of());
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    }
  }

  /** Returns the outputs for a batch. */
  public List<NDArray> run(List<NDArray> batch) {
    largest.check(batch.stream().map(NDArray::shape).toList());
    List<NativeTensor> tensors = new ArrayList<>();
    lock.readLock().lock();
    try {
      requireOpen();
      for (int i = 0; i < batch.size(); i++) {
        tensors.add(NativeTensor.of(batch.get(i).asType(inputTypes.get(i))));
      }
      List<NativeTensor> results = call.run(tensors);
      try {
        return results.stream().map(NativeTensor::toArray).toList();
      } finally {
        results.forEach(NativeTensor::close);
      }
    } finally {
      lock.readLock().unlock();
      tensors.forEach(NativeTensor::close);
    }
  }

  /**
   * Computes the first output for one sample; what a call needs is made once and reused.
   *
   * @throws IllegalStateException if the output has another number of elements than the result
   */
  public void runSingle(float[] sample, float[] result) {
    lock.readLock().lock();
    try {
      requireOpen();
      NativeSession.Frame frame = frames.poll();
      if (frame == null) {
        frame = first.frame(inputShape.withBatch(1));
      }
      long elements;
      try {
        elements = frame.run(sample, result);
      } finally {
        frames.add(frame);
      }
      if (elements != result.length) {
        throw new IllegalStateException(
            "The predictor of model '"
                + name
                + "' expects "
                + result.length
                + " output elements for one sample; the model has computed "
                + elements
                + ", so a layer changes the number of samples or gives another shape than it declares."
                + " Use predict with arrays");
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns whether single samples can be given as floats. */
  public boolean takesSingleFloats() {
    return singleFloats;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The predictor of model '" + name + "' is closed");
    }
  }

  /** Waits for running predictions and frees all native memory. Safe to repeat. */
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
