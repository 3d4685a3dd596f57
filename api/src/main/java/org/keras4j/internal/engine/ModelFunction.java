package org.keras4j.internal.engine;

import java.util.List;
import org.keras4j.core.Variable;
import org.keras4j.internal.graph.TracedFunction;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/** What the engine needs to know about a model. */
public interface ModelFunction extends TracedFunction {

  /** Returns the model's name, for errors. */
  String name();

  /** Returns the shapes of the inputs, with the batch dimension. */
  List<Shape> inputShapes();

  /** Returns the element types of the inputs. */
  List<DType> inputDtypes();

  /** Returns the names of the inputs: those of their layers. */
  List<String> inputNames();

  /** Returns the shapes of the outputs, with the batch dimension. */
  List<Shape> outputShapes();

  /** Returns the names of the outputs: those of the layers that produce them. */
  List<String> outputNames();

  /** Returns which layer's output takes most memory, those of inner models included. */
  LargestOutput largestOutput();

  /** Returns the weights that training changes. */
  List<Variable> trainableWeights();
}
