package org.keras4j.internal.engine;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
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
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.keras4j.Shape;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunOptions;

/**
 * A session on TensorFlow's C interface for one float input and one float output, whose call frames
 * are made once and reused. {@code Session.Runner} allocates some kilobytes a call, which is most
 * of what a prediction for one sample would allocate.
 */
final class NativeSession implements AutoCloseable {

  private final TF_Graph graph;
  private final TF_Session session;
  private final TF_Output input;
  private final TF_Output output;
  private final TF_Buffer runOptions;

  NativeSession(GraphDef definition, ConfigProto config, Output<?> in, Output<?> out) {
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
    } finally {
      TF_DeleteImportGraphDefOptions(imports);
      TF_DeleteSessionOptions(options);
      TF_DeleteStatus(status);
    }
    input = find(in);
    output = find(out);
    // All operations in the calling thread: for one sample, handing over costs more.
    runOptions =
        TF_Buffer.newBufferFromString(RunOptions.newBuilder().setInterOpThreadPool(-1).build());
  }

  private TF_Output find(Output<?> o) {
    return new TF_Output(1).oper(TF_GraphOperationByName(graph, o.op().name())).index(o.index());
  }

  /** Makes a call frame for inputs of this shape; one thread at a time may use it. */
  Frame frame(Shape shape) {
    return new Frame(shape);
  }

  /** The tensors and pointers of a call. */
  final class Frame implements AutoCloseable {
    private final TF_Tensor tensor;
    private final FloatBuffer values;
    private final PointerPointer<TF_Tensor> inputs = new PointerPointer<>(1);
    private final PointerPointer<TF_Tensor> outputs = new PointerPointer<>(1);
    private final PointerPointer<TF_Tensor> targets = new PointerPointer<>();
    private final TF_Status status = TF_NewStatus();

    private Frame(Shape shape) {
      long bytes = shape.size() * Float.BYTES;
      tensor =
          TF_AllocateTensor(DataType.DT_FLOAT.getNumber(), shape.asArray(), shape.rank(), bytes);
      values = new FloatPointer(TF_TensorData(tensor)).capacity(shape.size()).asBuffer();
      inputs.put(0, tensor);
    }

    void run(float[] sample, float[] result) {
      values.clear();
      values.put(sample);
      TF_SessionRun(
          session, runOptions, input, inputs, 1, output, outputs, 1, targets, 0, null, status);
      status.throwExceptionIfNotOK();
      TF_Tensor out = new TF_Tensor(outputs.get(0));
      try {
        new FloatPointer(TF_TensorData(out)).get(result);
      } finally {
        TF_DeleteTensor(out);
      }
    }

    @Override
    public void close() {
      TF_DeleteTensor(tensor);
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
    input.close();
    output.close();
    runOptions.close();
  }
}
