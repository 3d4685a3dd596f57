package org.keras4j;

import java.util.List;
import org.keras4j.ndarray.DType;

/**
 * The entry of a model: Keras's {@code Input}, a symbolic tensor for data of a given shape.
 *
 * <p>Float32 unless said otherwise; the batch dimension is unknown.
 */
public final class Input extends KerasTensor {

  private Input(InputLayer layer) {
    super(layer.batchShape(), layer.dtype(), layer.node(), 0);
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
    return in.name(tensor.node().layer().name() + "_input");
  }

  /** Names the input, so that data and summaries can refer to it. */
  public Input name(String name) {
    node().layer().name(name);
    return this;
  }

  /** The layer behind an input; it appears in summaries of functional models. */
  static final class InputLayer extends Layer {
    private final Shape batchShape;
    private final DType dtype;
    private final Node node;

    InputLayer(Shape batchShape, DType dtype) {
      this.batchShape = batchShape;
      this.dtype = dtype;
      buildOnce(List.of());
      node = new Node(this, List.of(), null, List.of(batchShape), List.of(dtype));
    }

    @Override
    protected void build(List<Shape> inputs) {}

    Shape batchShape() {
      return batchShape;
    }

    DType dtype() {
      return dtype;
    }

    Node node() {
      return node;
    }

    @Override
    List<Node> calls() {
      return List.of(node);
    }

    @Override
    protected void config(Config c) {
      c.object(
          "batch_shape", batchShape, s -> java.util.Arrays.stream(s.asArray()).boxed().toList());
      c.text("dtype", dtype.toString());
    }
  }
}
