package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.internal.core.MemoryLimit;
import org.keras4j.internal.layers.Node;
import org.keras4j.internal.layers.ShapeFormat;
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
   * @throws IllegalArgumentException if no size is open and one batch is larger than the memory
   */
  public InputLayer(Shape batchShape, DType dtype) {
    if (batchShape.isFullyKnown()) {
      // TensorFlow ends the process if the number of elements is no long.
      MemoryLimit.check("Input: a batch", batchShape, "Make it smaller");
    }
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
  protected void baseConfig(Config c) {}

  @Override
  protected void config(Config c) {
    c.object("batch_shape", batchShape, ShapeFormat::written);
    c.text("dtype", dtype.toString());
    c.flag("sparse", false, v -> refuse("sparse", v));
    c.flag("ragged", false, v -> refuse("ragged", v));
    nameConfig(c);
    c.flag("optional", false, v -> refuse("optional", v));
  }

  private void refuse(String argument, boolean value) {
    if (value) {
      throw badArgument(argument, "false: such inputs do not exist here yet", true);
    }
  }
}
