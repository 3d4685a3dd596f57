package org.keras4j.layers;

import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.internal.layers.Node;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/**
 * A symbolic tensor: what a layer will produce once data flows, known so far by its shape and type.
 *
 * <p>{@link Input} makes the first ones, {@link Layer#apply} the others, and {@link Model} is built
 * from them.
 */
public sealed class KerasTensor permits Input {

  private final Shape shape;
  private final DType dtype;
  private final Node node;
  private final int index;

  KerasTensor(Shape shape, DType dtype, Node node, int index) {
    this.shape = shape;
    this.dtype = dtype;
    this.node = node;
    this.index = index;
  }

  /** Makes the same tensor in a type of its own; for {@link Input}. */
  protected KerasTensor(KerasTensor same) {
    this(same.shape, same.dtype, same.node, same.index);
  }

  /** Returns the shape, with the batch dimension, which is usually unknown. */
  public Shape shape() {
    return shape;
  }

  /** Returns the element type. */
  public DType dtype() {
    return dtype;
  }

  /** Returns the call that produces it. */
  Node node() {
    return node;
  }

  /** Returns its place among the outputs of that call. */
  int index() {
    return index;
  }

  @Override
  public String toString() {
    return "<KerasTensor shape="
        + shape
        + ", dtype="
        + dtype
        + ", from="
        + node.layer().name()
        + ">";
  }
}
