package org.keras4j.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;

/** Finds the shapes of a layer's outputs by tracing it once into a scratch graph. */
public final class ShapeInference {

  private ShapeInference() {}

  /**
   * Shapes and element types of outputs.
   *
   * @param shapes one for each output
   * @param dtypes likewise
   */
  public record Outputs(List<Shape> shapes, List<DType> dtypes) {}

  /**
   * Traces a function on placeholders.
   *
   * @param dtypes the inputs' element types; null means float32 for all
   */
  public static Outputs outputs(
      List<Shape> inputs, @Nullable List<DType> dtypes, TracedFunction function) {
    NativeRuntime.ensureLoaded();
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      List<Operand<?>> operands = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        DType dtype = dtypes == null ? DType.FLOAT32 : dtypes.get(i);
        operands.add(
            tf.placeholder(Tensors.typeOf(dtype), Placeholder.shape(Tensors.shape(inputs.get(i)))));
      }
      List<Operand<?>> outputs = function.call(tf, operands, new ScratchContext(tf));
      return new Outputs(
          outputs.stream().map(o -> Tensors.shape(o.shape())).toList(),
          outputs.stream().map(o -> Tensors.dtypeOf(o.type())).toList());
    }
  }
}
