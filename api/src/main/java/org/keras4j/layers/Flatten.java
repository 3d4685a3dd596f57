package org.keras4j.layers;

import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * All axes but the batch in one: Keras's {@code Flatten}.
 *
 * <p>Input shape {@code (batch, …)}, output {@code (batch, product of the others)}; rank 1 becomes
 * {@code (batch, 1)}. The element type stays. The same in training and inference.
 */
public final class Flatten extends Rearrangement<Flatten> {

  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  /** Makes the layer. */
  public Flatten() {}

  /**
   * Sets where the channels are: {@code "channels_last"} (the default) or {@code "channels_first"},
   * which are moved to the end before.
   */
  public Flatten dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> in) {
    Operand<T> x = dataFormat.toLast(tf, in);
    long[] dims = x.shape().asArray();
    long size = 1;
    for (int i = 1; i < dims.length; i++) {
      size = dims[i] < 0 || size < 0 ? -1 : size * dims[i];
    }
    if (size < 0) {
      return tf.reshape(x, tf.stack(java.util.List.of(Casts.dim(tf, x, 0), tf.constant(-1))));
    }
    return tf.reshape(x, tf.constant(new long[] {-1, size}));
  }

  @Override
  protected void config(Config c) {
    DataFormat.config(c, dataFormat, this::dataFormat);
  }
}
