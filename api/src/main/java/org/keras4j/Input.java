package org.keras4j;

import org.keras4j.internal.layers.Node;
import org.keras4j.layers.InputLayer;
import org.keras4j.layers.KerasTensor;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/**
 * The entry of a model: Keras's {@code Input}, a symbolic tensor for data of a given shape.
 *
 * <p>Float32 unless said otherwise; the batch dimension is unknown.
 */
public final class Input extends KerasTensor {

  private Input(InputLayer layer) {
    super(layer.output());
  }

  /**
   * Returns an input.
   *
   * @param shape the shape of one sample, without the batch dimension; −1 for what is unknown
   */
  public static Input of(long... shape) {
    return of(DType.FLOAT32, shape);
  }

  /** Returns an input of a given element type. */
  public static Input of(DType dtype, long... shape) {
    return new Input(new InputLayer(Shape.of(shape).prepend(Shape.UNKNOWN), dtype));
  }

  /** Returns an input that takes the place of a layer's result in a model that begins there. */
  static Input standingInFor(KerasTensor tensor) {
    Input in = new Input(new InputLayer(tensor.shape(), tensor.dtype()));
    return in.name(Node.of(tensor).layer().name() + "_input");
  }

  /** Names the input, so that data and summaries can refer to it. */
  public Input name(String name) {
    Node.of(this).layer().name(name);
    return this;
  }
}
