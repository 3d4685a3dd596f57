package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Signature;
import org.keras4j.core.Signature.TensorInfo;
import org.keras4j.internal.graph.GraphOps;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.NativeSession;
import org.keras4j.internal.graph.Step;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.internal.graph.WeightSource;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.family.TType;

/**
 * The graph of a model's inference. Lives only to be traced into: what runs is a copy of it in a
 * session.
 */
public final class InferenceGraph implements AutoCloseable {

  /**
   * A weight in the graph.
   *
   * @param path the variable's path, such as {@code dense/kernel}
   * @param handle the variable of the graph that holds the weight
   * @param value how the graph reads it
   */
  public record Weight(String path, VarHandleOp handle, Operand<? extends TType> value) {}

  private final Graph graph;
  private final Ops tf;
  private final FrozenContext context;
  private final List<Output<?>> inputs = new ArrayList<>();
  private final List<Output<?>> outputs;
  private final Signature signature;

  /** Traces the model. */
  public InferenceGraph(ModelFunction model) {
    NativeRuntime.ensureLoaded();
    graph = new Graph();
    try {
      tf = GraphOps.of(graph);
      for (int i = 0; i < model.inputDtypes().size(); i++) {
        inputs.add(
            tf.placeholder(
                    Tensors.typeOf(model.inputDtypes().get(i)),
                    Placeholder.shape(Tensors.shape(open(model.inputShapes().get(i)))))
                .asOutput());
      }
      context = new FrozenContext(tf);
      List<Operand<?>> operands = new ArrayList<>(inputs);
      outputs = Step.fetchable(tf, model.call(tf, operands, context), inputs);
      signature =
          new Signature(
              model.name(),
              infos(model.inputNames(), model.inputShapes(), inputs),
              infos(model.outputNames(), model.outputShapes(), outputs));
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private static List<TensorInfo> infos(
      List<String> names, List<Shape> shapes, List<Output<?>> tensors) {
    List<TensorInfo> all = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = open(shapes.get(i));
      all.add(new TensorInfo(names.get(i), shape, Tensors.dtypeOf(tensors.get(i).type())));
    }
    return all;
  }

  /**
   * As in Keras, also a model that was made for batches of one size takes any number of samples.
   */
  private static Shape open(Shape shape) {
    return shape.rank() == 0 ? shape : shape.withBatch(Shape.UNKNOWN);
  }

  /** Returns what goes in and comes out, by the model's names. */
  public Signature signature() {
    return signature;
  }

  /** Returns what is fed, in the order of the model's inputs. */
  public List<Output<?>> inputs() {
    return inputs;
  }

  /** Returns what is fetched, in the order of the model's outputs. */
  public List<Output<?>> outputs() {
    return outputs;
  }

  /** Returns what adds operations to the graph. */
  public Ops ops() {
    return tf;
  }

  /** Returns the weights that inference reads. */
  public List<Weight> weights() {
    return context.weights();
  }

  /**
   * Returns what is to be run once before the first inference, besides that weights have values.
   */
  public List<Operation> starts() {
    return context.starts();
  }

  /** Returns the graph as it is now. */
  public GraphDef definition() {
    return graph.toGraphDef();
  }

  /** Gives the weights in a session with this graph their values; variables' as of one moment. */
  public void fill(NativeSession session, WeightSource source) {
    context.fill(session, source);
  }

  @Override
  public void close() {
    graph.close();
  }
}
