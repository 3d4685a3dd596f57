package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.keras4j.Shape;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A model's inference graph with the weights of one moment baked in. Any number of threads may run
 * it at once.
 */
public final class FrozenModel implements AutoCloseable {

  private final String name;
  private final LargestOutput largest;
  private final Shape inputShape;
  private final DType inputType;
  private final ConfigProto settings;
  private final Graph graph;
  private final Session session;
  private final List<Operand<?>> inputs = new ArrayList<>();
  private final List<Output<?>> outputs = new ArrayList<>();
  private final ConcurrentLinkedQueue<NativeSession.Frame> frames = new ConcurrentLinkedQueue<>();
  private @Nullable NativeSession single;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final boolean singleFloats;
  private boolean closed;

  /** Takes the snapshot. */
  public FrozenModel(ModelFunction model, boolean bfloat16) {
    NativeRuntime.ensureLoaded();
    name = model.name();
    largest = model.largestOutput();
    inputShape = model.inputShapes().get(0);
    inputType = model.inputDtypes().get(0);
    graph = new Graph();
    settings = SessionSettings.model(bfloat16);
    session = new Session(graph, settings);
    Ops tf = Ops.create(graph);
    for (int i = 0; i < model.inputShapes().size(); i++) {
      inputs.add(
          tf.placeholder(
              Tensors.typeOf(model.inputDtypes().get(i)),
              Placeholder.shape(Tensors.shape(model.inputShapes().get(i)))));
    }
    outputs.addAll(Step.fetchable(tf, model.call(tf, inputs, new FrozenContext(tf)), inputs));
    singleFloats =
        inputs.size() == 1 && inputType == DType.FLOAT32 && outputs.get(0).type() == TFloat32.class;
  }

  /** Returns the outputs for a batch. */
  public List<NDArray> run(List<NDArray> batch) {
    largest.check(Math.toIntExact(batch.get(0).shape().get(0)));
    List<Tensor> tensors = new ArrayList<>();
    lock.readLock().lock();
    try {
      requireOpen();
      Session.Runner runner = session.runner();
      for (int i = 0; i < inputs.size(); i++) {
        DType wanted = Tensors.dtypeOf(inputs.get(i).type());
        tensors.add(Tensors.of(batch.get(i).asType(wanted)));
        runner.feed(inputs.get(i), tensors.get(i));
      }
      outputs.forEach(runner::fetch);
      List<NDArray> results = new ArrayList<>();
      try (Result r = runner.run()) {
        for (int i = 0; i < outputs.size(); i++) {
          results.add(Tensors.toArray(r.get(i)));
        }
      }
      return results;
    } finally {
      lock.readLock().unlock();
      tensors.forEach(Tensor::close);
    }
  }

  /** Computes the first output for one sample; what a call needs is made once and reused. */
  public void runSingle(float[] sample, float[] result) {
    lock.readLock().lock();
    try {
      requireOpen();
      NativeSession.Frame frame = frames.poll();
      if (frame == null) {
        frame = single().frame(inputShape.withBatch(1));
      }
      try {
        frame.run(sample, result);
      } finally {
        frames.add(frame);
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private synchronized NativeSession single() {
    if (single == null) {
      single =
          new NativeSession(graph.toGraphDef(), settings, inputs.get(0).asOutput(), outputs.get(0));
    }
    return single;
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
        if (single != null) {
          single.close();
        }
        session.close();
        graph.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
