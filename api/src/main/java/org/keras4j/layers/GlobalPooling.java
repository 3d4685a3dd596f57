package org.keras4j.layers;

import java.util.stream.IntStream;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What the global pooling layers share: one number for each channel.
 *
 * @param <S> the layer's own type
 */
public abstract class GlobalPooling<S extends GlobalPooling<S>> extends WholeNumberLayer<S> {

  private final int rank;
  private boolean keepdims;
  private DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  GlobalPooling(int rank) {
    this.rank = rank;
  }

  /** Sets whether the pooled axes stay, with size 1. By default false. */
  public S keepdims(boolean value) {
    return set("keepdims", () -> keepdims = value);
  }

  /**
   * Sets where the channels are: {@code "channels_last"} (the default), {@code "channels_first"}.
   */
  public S dataFormat(String format) {
    return set("dataFormat", () -> dataFormat = DataFormat.of(format));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(rank + 2);
  }

  /** Adds the operation that reduces these axes. */
  abstract Operand<TFloat32> reduce(
      Ops tf, Operand<TFloat32> x, Operand<TInt32> axes, boolean keep);

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return reduce(tf, x, axes(tf), keepdims);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return reduceWhole(tf, x, axes(tf), keepdims);
  }

  /** The same for whole numbers. By default they become float32. */
  <T extends TNumber> Operand<?> reduceWhole(
      Ops tf, Operand<T> x, Operand<TInt32> axes, boolean keep) {
    return reduce(tf, Casts.toFloat(tf, x), axes, keep);
  }

  final DataFormat dataFormat() {
    return dataFormat;
  }

  final boolean keepdims() {
    return keepdims;
  }

  final Operand<TInt32> axes(Ops tf) {
    int first = dataFormat.firstSpatialAxis();
    return tf.constant(IntStream.range(first, first + rank).toArray());
  }

  @Override
  protected void config(Config c) {
    DataFormat.config(c, dataFormat, this::dataFormat);
    c.flag("keepdims", keepdims, this::keepdims);
  }
}
