package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keras4j.core.Variable;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.Gradients;
import org.keras4j.internal.graph.GraphOps;
import org.keras4j.internal.graph.Step;
import org.keras4j.internal.graph.TensorSpec;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.internal.graph.TraceContext;
import org.keras4j.internal.graph.VariableStore;
import org.keras4j.internal.optimizers.OptimizerAccess;
import org.keras4j.optimizers.Optimizer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adds the three kinds of steps to a model's graph. All go through one code path for the forward
 * pass and the losses; training adds gradients and updates behind it.
 */
final class StepBuilder {

  private static final OptimizerAccess OPTIMIZERS = OptimizerAccess.get();

  private final Graph graph;
  private final VariableStore store;
  private final ModelFunction model;
  private int trainSteps;

  StepBuilder(Graph graph, VariableStore store, ModelFunction model) {
    this.graph = graph;
    this.store = store;
    this.model = model;
  }

  /** The forward pass of a step while it is being built. */
  private record Forward(
      Ops tf,
      TraceContext context,
      List<Output<?>> feeds,
      List<Operand<?>> outputs,
      List<Operand<?>> targets,
      List<Operand<TFloat32>> weights) {}

  Step predict(BatchSpec spec) {
    Forward f = forward("predict", spec, false);
    List<Output<?>> outputs = Step.fetchable(f.tf, f.outputs, f.feeds);
    List<Op> ends = f.context.finish();
    if (ends.isEmpty()) {
      return new Step(f.feeds, null, outputs, List.of());
    }
    // A layer may draw random numbers in inference, too: others in the next step.
    Op gate = f.tf.withControlDependencies(ends).noOp();
    return new Step(f.feeds, gate.op(), outputs, f.context.written());
  }

  Step evaluate(BatchSpec spec, Objectives objectives) {
    Forward f = forward("evaluate", spec, false);
    objectives.loss(f.tf, f.context, f.targets, f.outputs, f.weights, f.feeds.get(0));
    return gated(f, List.of(), List.of());
  }

  Step train(BatchSpec spec, Objectives objectives, Optimizer optimizer) {
    Forward f = forward("train", spec, true);
    List<Variable> trainable = model.trainableWeights();
    Operand<TFloat32> loss =
        objectives.loss(f.tf, f.context, f.targets, f.outputs, f.weights, f.feeds.get(0));
    Gradients.ByVariable gradients =
        Gradients.of(
            graph,
            "gradients_" + trainSteps++,
            OPTIMIZERS.scaleLoss(optimizer, f.tf, loss),
            trainable,
            f.context,
            model.name());
    Ops tf = f.tf.withSubScope("optimizer");
    OPTIMIZERS.build(optimizer, trainable);
    List<Op> updates =
        OPTIMIZERS.step(optimizer, tf, f.context, gradients.variables(), gradients.values());
    // Averages of weights may be written back to all of them.
    List<Variable> written = new ArrayList<>(trainable);
    written.addAll(OPTIMIZERS.changing(optimizer));
    return gated(f, updates, written);
  }

  private Step gated(Forward f, List<Op> updates, List<Variable> written) {
    List<Op> all = new ArrayList<>(updates);
    all.addAll(f.context.finish());
    Set<Variable> changed = new LinkedHashSet<>(written);
    changed.addAll(f.context.written());
    // What counts as written must have a value here, even if no operation touches it.
    changed.forEach(store::of);
    // One gate for everything: control edges from each update to each fetch would be quadratic.
    Op gate = f.tf.withControlDependencies(all).noOp();
    return new Step(f.feeds, gate.op(), List.of(), List.copyOf(changed));
  }

  private Forward forward(String scope, BatchSpec spec, boolean training) {
    Ops tf = (training ? GraphOps.differentiable(graph) : GraphOps.of(graph)).withSubScope(scope);
    TraceContext context = new TraceContext(tf, store, training);
    List<Output<?>> feeds = new ArrayList<>();
    for (TensorSpec s : spec.all()) {
      feeds.add(
          tf.withSubScope("feed")
              .placeholder(
                  Tensors.typeOf(s.dtype()),
                  Placeholder.shape(
                      Tensors.shape(s.sample().prepend(org.keras4j.ndarray.Shape.UNKNOWN))))
              .asOutput());
    }
    int nx = spec.x().size();
    int ny = spec.y().size();
    List<Operand<?>> inputs = new ArrayList<>();
    for (int i = 0; i < nx; i++) {
      inputs.add(asInput(tf, feeds.get(i), i));
    }
    List<Operand<?>> outputs = model.call(tf, inputs, context);
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (Output<?> w : feeds.subList(nx + ny, feeds.size())) {
      weights.add(Casts.toFloat(tf, w));
    }
    return new Forward(
        tf, context, feeds, outputs, new ArrayList<>(feeds.subList(nx, nx + ny)), weights);
  }

  /** Images may come as bytes: they travel as bytes and become floats in the graph. */
  private Operand<?> asInput(Ops tf, Output<?> fed, int i) {
    var wanted = Tensors.typeOf(model.inputDtypes().get(i));
    return fed.type() == wanted ? fed : tf.dtypes.cast(fed, wanted);
  }
}
