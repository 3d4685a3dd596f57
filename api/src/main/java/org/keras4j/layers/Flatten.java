package org.keras4j.layers;

import java.util.List;
import org.keras4j.CallContext;
import org.keras4j.Config;
import org.keras4j.FluentLayer;
import org.keras4j.internal.engine.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * All axes but the batch in one: Keras's {@code Flatten}.
 *
 * <p>Input shape {@code (batch, …)}, output {@code (batch, product of the others)}; rank 1 becomes
 * {@code (batch, 1)}. The element type stays. The same in training and inference.
 */
public final class Flatten extends FluentLayer<Flatten> {

  /** Makes the layer. */
  public Flatten() {}

  @Override
  protected List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    Operand<?> x = inputs.get(0);
    long[] dims = x.shape().asArray();
    long size = 1;
    for (int i = 1; i < dims.length; i++) {
      size = dims[i] < 0 || size < 0 ? -1 : size * dims[i];
    }
    if (size < 0) {
      var batch = Casts.dim(tf, x, 0);
      return List.of(tf.reshape(x, tf.stack(List.of(batch, tf.constant(-1)))));
    }
    return List.of(tf.reshape(x, tf.constant(new long[] {-1, size})));
  }

  @Override
  protected void config(Config c) {
    c.textOrNull("data_format", "channels_last");
  }
}
