package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.keras4j.core.Signature;
import org.keras4j.core.Signature.TensorInfo;
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
    NativeRuntime.ensureLoaded();
    largest = model.largestOutput();
    List<DType> inputTypes = model.inputDtypes();
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
      List<DType> outputTypes = outputs.stream().map(o -> Tensors.dtypeOf(o.type())).toList();
      signature =
          new Signature(
              model.name(),
              infos(model.inputNames(), model.inputShapes(), inputTypes),
              infos(model.outputNames(), model.outputShapes(), outputTypes));
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

  private static List<TensorInfo> infos(
      List<String> names, List<Shape> shapes, List<DType> dtypes) {
    List<TensorInfo> all = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      all.add(new TensorInfo(names.get(i), shapes.get(i), dtypes.get(i)));
    }
    return all;
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<NDArray> run(List<NDArray> batch) {
    largest.check(batch.stream().map(NDArray::shape).toList());
    List<NativeTensor> tensors = new ArrayList<>();
    lock.readLock().lock();
    try {
      requireOpen();
      batch.forEach(a -> tensors.add(NativeTensor.of(a)));
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
    } finally {
      lock.readLock().unlock();
    }
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
