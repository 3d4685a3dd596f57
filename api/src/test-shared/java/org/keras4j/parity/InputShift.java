package org.keras4j.parity;

import org.keras4j.core.CallContext;
import org.keras4j.layers.FluentLayer;
import org.keras4j.ndarray.Shape;
import org.keras4j.initializers.Zeros;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer that adds a weight of the shape of a whole batch, so that a training step tells the
 * gradient by what the next layer gets. The size of the batch stays unknown to the graph.
 */
final class InputShift extends FluentLayer<InputShift> {

  private final Shape batch;

  /** Makes the layer for batches of one shape. */
  InputShift(Shape batch) {
    this.batch = batch;
  }

  @Override
  protected void build(Shape input) {
    addWeight("shift", batch, new Zeros());
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return tf.math.add(x, tf.reshape(context.read(weights().get(0)), tf.shape(x)));
  }
}
