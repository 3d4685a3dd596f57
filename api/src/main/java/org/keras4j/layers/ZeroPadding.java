package org.keras4j.layers;

import org.keras4j.core.Config;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * What the padding layers of different dimensions share.
 *
 * @param <S> the layer's own type
 */
public abstract class ZeroPadding<S extends ZeroPadding<S>> extends Rearrangement<S> {

  private int[][] padding;
  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  ZeroPadding(int rank, int[] padding) {
    this.padding = PadWidths.of(rank, padding, "padding", this::badArgument);
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(padding.length + 2);
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    // The version of the operation that needs no zero of the right type.
    OperationBuilder b = tf.scope().opBuilder("Pad", "Pad");
    b.addInput(x.asOutput());
    b.addInput(tf.constant(PadWidths.forAxes(padding, dataFormat)).asOutput());
    return b.build().output(0);
  }

  @Override
  protected void config(Config c) {
    c.object("padding", padding, PadWidths::written);
    DataFormat.config(c, dataFormat, this::dataFormat);
  }
}
