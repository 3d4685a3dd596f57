package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.TestAccess;
import org.keras4j.core.Variable;
import org.keras4j.layers.KerasTensor;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Runs one layer in a graph and differentiates {@code Σ outputs · cotangents} by its inputs and
 * weights, for comparison with Keras. State that the layer updates is updated.
 */
public final class LayerProbe {

  /**
   * What came out.
   *
   * @param outputs the layer's outputs
   * @param inputGradients by each input
   * @param weightGradients by each trainable weight
   * @param loss what the layer added to the loss
   */
  public record Outcome(
      List<NDArray> outputs,
      List<NDArray> inputGradients,
      List<NDArray> weightGradients,
      double loss) {}

  private LayerProbe() {}

  /** Builds the layer for these inputs, inside a model of its own, and returns that model. */
  public static Model modelOf(Layer layer, List<NDArray> inputs) {
    List<KerasTensor> symbols = new ArrayList<>();
    for (NDArray a : inputs) {
      symbols.add(Input.of(a.dtype(), a.shape().dropBatch().asArray()));
    }
    return new Model(symbols, layer.apply(symbols));
  }

  /** Runs and differentiates; the layer's weights must have been set. */
  public static Outcome run(
      Layer layer, List<NDArray> inputs, List<NDArray> cotangents, boolean training) {
    Model model = modelOf(layer, inputs);
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    try (Graph graph = new Graph();
        Session session = new Session(graph, SessionSettings.plain())) {
      Ops tf = Ops.create(graph);
      VariableStore store = new VariableStore(tf, session);
      TraceContext context = new TraceContext(tf, store, training);
      List<Operand<?>> xs = new ArrayList<>();
      for (NDArray a : inputs) {
        tensors.add(Tensors.of(a));
        xs.add(tf.placeholder(Tensors.typeOf(a.dtype())));
      }
      List<Operand<?>> shaped = new ArrayList<>();
      for (int i = 0; i < xs.size(); i++) {
        shaped.add(
            tf.reshape(xs.get(i), tf.constant(inputs.get(i).shape().withBatch(-1).asArray())));
      }
      List<Operand<?>> outs = TestAccess.call(model, tf, shaped, context);
      List<Output<?>> ys = new ArrayList<>();
      List<Output<?>> dys = new ArrayList<>();
      for (int i = 0; i < outs.size(); i++) {
        ys.add(outs.get(i).asOutput());
        NDArray c = cotangents.get(i);
        dys.add(
            tf.reshape(tf.constant(c.toFloatArray()), tf.constant(c.shape().asArray())).asOutput());
      }
      List<Output<?>> wrt = new ArrayList<>();
      for (int i = 0; i < xs.size(); i++) {
        if (inputs.get(i).dtype().isFloating()) {
          wrt.add(shaped.get(i).asOutput());
        }
      }
      int floatInputs = wrt.size();
      for (Variable v : layer.trainableWeights()) {
        wrt.add(context.read(v).asOutput());
      }
      Output<?>[] grads =
          !wrt.isEmpty()
              ? graph.addGradients(
                  "probe",
                  ys.toArray(new Output<?>[0]),
                  wrt.toArray(new Output<?>[0]),
                  dys.toArray(new Output<?>[0]))
              : new Output<?>[0];
      Operand<TFloat32> loss = tf.constant(0f);
      for (Operand<TFloat32> l : context.losses()) {
        loss = tf.math.add(loss, l);
      }
      List<Op> ends = context.finish();
      store.refresh(true);
      Session.Runner runner = session.runner();
      for (int i = 0; i < xs.size(); i++) {
        runner.feed(xs.get(i), tensors.get(i));
      }
      ys.forEach(runner::fetch);
      for (Output<?> g : grads) {
        runner.fetch(g);
      }
      runner.fetch(loss);
      ends.forEach(runner::addTarget);
      List<NDArray> all = new ArrayList<>();
      try (Result r = runner.run()) {
        for (int i = 0; i < ys.size() + grads.length + 1; i++) {
          all.add(Tensors.toArray(r.get(i)));
        }
      }
      store.written(context.written());
      store.evacuate();
      int n = ys.size();
      int m = n + Math.min(floatInputs, grads.length);
      return new Outcome(
          all.subList(0, n),
          all.subList(n, m),
          all.subList(m, n + grads.length),
          all.get(n + grads.length).toDoubleArray()[0]);
    } finally {
      tensors.forEach(Tensor::close);
      model.close();
    }
  }
}
