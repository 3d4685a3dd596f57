package org.keras4j.internal.graph;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphImportGraphDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewImportGraphDefOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationNumOutputs;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorElementCount;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunOptions;

/**
 * A session on TensorFlow's C interface. {@code Session.Runner} allocates some kilobytes a call,
 * which is most of what a prediction for one sample would allocate; here call frames are made once
 * and reused. Any number of threads may run it at once.
 */
public final class NativeSession implements AutoCloseable {

  private final TF_Graph graph;
  private final TF_Session session;
  private final TF_Buffer inline;

  /** Imports a graph and opens a session for it. */
  public NativeSession(GraphDef definition, ConfigProto config) {
    graph = TF_NewGraph();
    TF_Status status = TF_NewStatus();
    TF_SessionOptions options = TF_NewSessionOptions();
    TF_ImportGraphDefOptions imports = TF_NewImportGraphDefOptions();
    try (TF_Buffer bytes = TF_Buffer.newBufferFromString(definition);
        BytePointer settings = new BytePointer(config.toByteArray())) {
      TF_GraphImportGraphDef(graph, bytes, imports, status);
      status.throwExceptionIfNotOK();
      TF_SetConfig(options, settings, settings.limit(), status);
      status.throwExceptionIfNotOK();
      session = TF_NewSession(graph, options, status);
      status.throwExceptionIfNotOK();
    } catch (RuntimeException | Error e) {
      TF_DeleteGraph(graph);
      throw e;
    } finally {
      TF_DeleteImportGraphDefOptions(imports);
      TF_DeleteSessionOptions(options);
      TF_DeleteStatus(status);
    }
    // All operations in the calling thread: for one sample, handing over costs more.
    inline =
        TF_Buffer.newBufferFromString(RunOptions.newBuilder().setInterOpThreadPool(-1).build());
  }

  /** Prepares a kind of run: what is fed, what is fetched, what is run besides. */
  public Call call(
      List<? extends Output<?>> feeds, List<? extends Output<?>> fetches, List<Operation> targets) {
    return callByName(
        feeds.stream().map(NativeSession::nameOf).toList(),
        fetches.stream().map(NativeSession::nameOf).toList(),
        targets.stream().map(Operation::name).toList());
  }

  /** Prepares a kind of run for a graph whose operations are known by name only. */
  public Call callByName(List<TensorName> feeds, List<TensorName> fetches, List<String> targets) {
    return new Call(feeds, fetches, targets);
  }

  private static TensorName nameOf(Output<?> output) {
    return new TensorName(output.op().name(), output.index());
  }

  private TF_Output find(List<TensorName> all) {
    TF_Output found = new TF_Output(Math.max(1, all.size()));
    for (int i = 0; i < all.size(); i++) {
      TF_Operation operation = find(all.get(i).operation());
      int index = all.get(i).index();
      if (index < 0 || index >= TF_OperationNumOutputs(operation)) {
        throw new IllegalArgumentException("There is no tensor " + all.get(i) + " in the graph");
      }
      found.position(i).oper(operation).index(index);
    }
    return found.position(0);
  }

  private TF_Operation find(String name) {
    TF_Operation found = TF_GraphOperationByName(graph, name);
    if (found == null || found.isNull()) {
      throw new IllegalArgumentException("There is no operation " + name + " in the graph");
    }
    return found;
  }

  /** One kind of run; to be closed before the session. */
  public final class Call implements AutoCloseable {
    private final int feeds;
    private final int fetches;
    private final int targets;
    private final TF_Output inputs;
    private final TF_Output outputs;
    private final PointerPointer<TF_Operation> operations;

    private Call(List<TensorName> feeds, List<TensorName> fetches, List<String> targets) {
      this.feeds = feeds.size();
      this.fetches = fetches.size();
      this.targets = targets.size();
      inputs = find(feeds);
      outputs = find(fetches);
      operations = new PointerPointer<>(Math.max(1, targets.size()));
      for (int i = 0; i < targets.size(); i++) {
        operations.put(i, find(targets.get(i)));
      }
    }

    /** Runs once; the caller closes the tensors that come back, and those that it has given. */
    public List<NativeTensor> run(List<NativeTensor> tensors) {
      TF_Status status = TF_NewStatus();
      try (PointerPointer<TF_Tensor> in = new PointerPointer<>(Math.max(1, feeds));
          PointerPointer<TF_Tensor> out = new PointerPointer<>(Math.max(1, fetches))) {
        for (int i = 0; i < feeds; i++) {
          in.put(i, tensors.get(i).handle());
        }
        run(null, in, out, status);
        List<NativeTensor> results = new ArrayList<>();
        for (int i = 0; i < fetches; i++) {
          results.add(new NativeTensor(new TF_Tensor(out.get(i))));
        }
        return results;
      } finally {
        TF_DeleteStatus(status);
      }
    }

    /** Runs once on arrays. */
    public List<NDArray> runArrays(List<NDArray> arrays) {
      List<NativeTensor> tensors = new ArrayList<>();
      try {
        arrays.forEach(a -> tensors.add(NativeTensor.of(a)));
        List<NativeTensor> results = run(tensors);
        try {
          return results.stream().map(NativeTensor::toArray).toList();
        } finally {
          results.forEach(NativeTensor::close);
        }
      } finally {
        tensors.forEach(NativeTensor::close);
      }
    }

    private void run(
        @Nullable TF_Buffer options,
        PointerPointer<TF_Tensor> in,
        PointerPointer<TF_Tensor> out,
        TF_Status status) {
      TF_SessionRun(
          session,
          options,
          inputs,
          in,
          feeds,
          outputs,
          out,
          fetches,
          operations,
          targets,
          null,
          status);
      status.throwExceptionIfNotOK();
    }

    /** Makes a frame for one input of this shape; one thread at a time may use it. */
    public Frame frame(Shape shape) {
      return new Frame(this, shape);
    }

    @Override
    public void close() {
      inputs.close();
      outputs.close();
      operations.close();
    }
  }

  /** The tensors and pointers of a call with floats, to be used again and again. */
  public final class Frame implements AutoCloseable {
    private final Call call;
    private final NativeTensor tensor;
    private final FloatBuffer values;
    private final PointerPointer<TF_Tensor> inputs = new PointerPointer<>(1);
    private final PointerPointer<TF_Tensor> outputs;
    private final TF_Status status = TF_NewStatus();

    private Frame(Call call, Shape shape) {
      this.call = call;
      tensor = NativeTensor.allocate(DType.FLOAT32, shape.asArray());
      int bytes = Math.toIntExact(Math.multiplyExact(shape.size(), Float.BYTES));
      values = tensor.bytes(0, bytes).asFloatBuffer();
      inputs.put(0, tensor.handle());
      outputs = new PointerPointer<>(call.fetches);
    }

    /**
     * Runs once.
     *
     * @return the number of elements of the first output; where it is not that of the result, that
     *     stays as it is
     */
    public long run(float[] sample, float[] result) {
      values.clear();
      values.put(sample);
      call.run(inline, inputs, outputs, status);
      for (int i = 1; i < call.fetches; i++) {
        TF_DeleteTensor(new TF_Tensor(outputs.get(i)));
      }
      TF_Tensor out = new TF_Tensor(outputs.get(0));
      try {
        long elements = TF_TensorElementCount(out);
        if (elements == result.length) {
          new FloatPointer(TF_TensorData(out)).get(result);
        }
        return elements;
      } finally {
        TF_DeleteTensor(out);
      }
    }

    @Override
    public void close() {
      tensor.close();
      TF_DeleteStatus(status);
      inputs.close();
      outputs.close();
    }
  }

  @Override
  public void close() {
    TF_Status status = TF_NewStatus();
    TF_CloseSession(session, status);
    TF_DeleteSession(session, status);
    TF_DeleteGraph(graph);
    TF_DeleteStatus(status);
    inline.close();
  }
}
