package org.keras4j.layers;

import java.util.Arrays;
import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/**
 * The layer behind an input, which appears in summaries of functional models: Keras's {@code
 * InputLayer}. It has no inputs, and one output for the data.
 */
public final class InputLayer extends Layer {

  private final Shape batchShape;
  private final DType dtype;
  private final Node node;

  /**
   * Makes the layer of an input.
   *
   * @param batchShape with the batch dimension
   * @param dtype of the data
   */
  public InputLayer(Shape batchShape, DType dtype) {
    this.batchShape = batchShape;
    this.dtype = dtype;
    caller().buildOnce(List.of());
    node = new Node(this, List.of(), null, n -> List.of(new KerasTensor(batchShape, dtype, n, 0)));
  }

  @Override
  protected void build(List<Shape> inputs) {}

  @Override
  List<Node> calls() {
    return List.of(node);
  }

  @Override
  protected void config(Config c) {
    c.object("batch_shape", batchShape, s -> Arrays.stream(s.asArray()).boxed().toList());
    c.text("dtype", dtype.toString());
  }
}
