package org.keras4j.layers;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The mean of each channel: Keras's {@code GlobalAveragePooling1D}.
 *
 * <p>Input shape {@code (batch, steps, channels)}, output {@code (batch, channels)}. The same in
 * training and inference. Steps that are masked are left out, and the mask ends here.
 */
public final class GlobalAveragePooling1D extends GlobalPooling<GlobalAveragePooling1D> {

  /** Makes the layer. */
  public GlobalAveragePooling1D() {
    super(1);
  }

  @Override
  protected @Nullable Operand<TBool> computeMask(
      Ops tf, Operand<?> input, @Nullable Operand<TBool> mask) {
    return null;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    Operand<TBool> mask = context.mask(x);
    return mask == null ? super.call(tf, x, context) : meanOf(tf, x, mask);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    Operand<TBool> mask = context.mask(x);
    return mask == null ? super.whole(tf, x, context) : meanOf(tf, Casts.toFloat(tf, x), mask);
  }

  private Operand<TFloat32> meanOf(Ops tf, Operand<TFloat32> x, Operand<TBool> mask) {
    Operand<TBool> steps =
        tf.expandDims(mask, tf.constant(dataFormat() == DataFormat.CHANNELS_LAST ? 2 : 1));
    ReduceSum.Options keep = ReduceSum.keepDims(keepdims());
    return tf.math.div(
        tf.reduceSum(tf.select(steps, x, tf.zerosLike(x)), axes(tf), keep),
        tf.reduceSum(tf.dtypes.cast(steps, TFloat32.class), axes(tf), keep));
  }

  @Override
  Operand<TFloat32> reduce(Ops tf, Operand<TFloat32> x, Operand<TInt32> axes, boolean keep) {
    return tf.math.mean(x, axes, Mean.keepDims(keep));
  }
}
