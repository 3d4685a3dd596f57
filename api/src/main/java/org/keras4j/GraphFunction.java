package org.keras4j;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.core.Variable;
import org.keras4j.internal.engine.LargestOutput;
import org.keras4j.internal.engine.ModelFunction;
import org.keras4j.internal.graph.ShapeInference;
import org.keras4j.internal.layers.Node;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * A model as the engine sees it. Holds no reference to the model, so that a forgotten model can be
 * collected and its engine closed.
 */
record GraphFunction(
    String name, FunctionalGraph graph, List<String> outputNames, List<Variable> trainableWeights)
    implements ModelFunction {

  static GraphFunction of(Model model) {
    return new GraphFunction(
        model.name(), model.graph(), model.outputNames(), model.trainableWeights());
  }

  @Override
  public List<Shape> inputShapes() {
    return graph.inputs().stream().map(KerasTensor::shape).toList();
  }

  @Override
  public List<DType> inputDtypes() {
    return graph.inputs().stream().map(KerasTensor::dtype).toList();
  }

  @Override
  public List<String> inputNames() {
    return graph.inputs().stream().map(t -> Node.of(t).layer().name()).toList();
  }

  @Override
  public List<Shape> outputShapes() {
    return graph.outputs().stream().map(KerasTensor::shape).toList();
  }

  @Override
  public LargestOutput largestOutput() {
    KerasTensor largest = graph.largest();
    return new LargestOutput(
        name, Node.of(largest).layer().name(), largest.shape(), inputShapes(), this::trace);
  }

  /** Calls every layer for the shapes of a batch, each of which checks what it would take. */
  private void trace(List<Shape> batch) {
    ShapeInference.outputs(batch, inputDtypes(), graph::call);
  }

  @Override
  public List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    return graph.call(tf, inputs, context);
  }
}
