package org.keras4j.layers;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TNumber;

/** How layers combine inputs element by element where masked elements must not decide. */
final class MaskedMerging {

  private MaskedMerging() {}

  /**
   * Returns the extremes of the inputs, where a masked element gives way to the other one.
   *
   * @param layer combines two inputs
   */
  static <T extends TNumber> Operand<T> extreme(
      Ops tf, MergeLayer<?> layer, List<Operand<T>> inputs, List<@Nullable Operand<TBool>> masks) {
    Operand<T> all = inputs.get(0);
    Operand<TBool> counted = elements(tf, masks.get(0));
    for (int i = 1; i < inputs.size(); i++) {
      Operand<T> x = inputs.get(i);
      Operand<TBool> mask = elements(tf, masks.get(i));
      if (mask != null) {
        x = tf.select(mask, x, all);
      }
      if (counted != null) {
        all = tf.select(counted, all, x);
      }
      counted = mask == null || counted == null ? null : tf.math.logicalOr(counted, mask);
      all = layer.combine(tf, all, x);
    }
    return all;
  }

  /** Returns the product of the inputs: a masked element is 1, and 0 if all are masked. */
  static <T extends TNumber> Operand<T> product(
      Ops tf, List<Operand<T>> inputs, List<@Nullable Operand<TBool>> masks) {
    Operand<T> all = null;
    Operand<TBool> counted = null;
    for (int i = 0; i < inputs.size(); i++) {
      Operand<T> x = inputs.get(i);
      Operand<TBool> mask = elements(tf, masks.get(i));
      if (mask != null) {
        x = tf.select(mask, x, tf.dtypes.cast(tf.constant(1), x.type()));
        counted = counted == null ? mask : tf.math.logicalOr(counted, mask);
      }
      all = all == null ? x : tf.math.mul(all, x);
    }
    Operand<T> product = Objects.requireNonNull(all);
    return counted == null || masks.contains(null)
        ? product
        : tf.select(counted, product, tf.zerosLike(product));
  }

  /** Gives a mask of steps an axis for the elements of each. */
  private static @Nullable Operand<TBool> elements(Ops tf, @Nullable Operand<TBool> mask) {
    return mask == null ? null : tf.expandDims(mask, tf.constant(-1));
  }
}
