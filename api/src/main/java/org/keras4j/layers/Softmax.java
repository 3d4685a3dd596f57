package org.keras4j.layers;

import java.util.Arrays;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Probabilities {@code eˣ / Σ eˣ} over one or several axes: Keras's {@code Softmax}.
 *
 * <p>Can be another layer's activation, too. Output shape as input.
 */
public final class Softmax extends FluentLayer<Softmax> implements Activation {

  private int[] axis;

  /**
   * Makes the layer.
   *
   * @param axis the axes that are summed over; negative ones count from the end; none given means
   *     the last one, Keras's default
   */
  public Softmax(int... axis) {
    this.axis = axis.length == 0 ? new int[] {-1} : axis.clone();
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    if (axis.length == 1) {
      return Activations.softmax(axis[0]).call(tf, x);
    }
    Operand<TInt32> axes = tf.constant(axis);
    Operand<TFloat32> greatest = tf.stopGradient(tf.reduceMax(x, axes, ReduceMax.keepDims(true)));
    Operand<TFloat32> e = tf.math.exp(tf.math.sub(x, greatest));
    return tf.math.div(e, tf.reduceSum(e, axes, ReduceSum.keepDims(true)));
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    int rank = x.shape().numDimensions();
    if (Arrays.stream(axis).anyMatch(a -> a >= rank || a < -rank)) {
      throw badArgument(
          "axis",
          "one of the input's axes",
          Arrays.toString(axis) + " for input shape " + Shape.of(x.shape().asArray()));
    }
    Operand<TBool> mask = context.mask(x);
    if (mask == null) {
      return call(tf, x);
    }
    checkMask(x, mask);
    Operand<TFloat32> rest = call(tf, tf.select(mask, x, tf.constant(-1e9f)));
    return tf.select(mask, rest, tf.zerosLike(rest));
  }

  private void checkMask(Operand<TFloat32> x, Operand<TBool> mask) {
    long[] have = mask.shape().asArray();
    long[] want = x.shape().asArray();
    boolean fits = have.length <= want.length;
    for (int i = 1; fits && i <= have.length; i++) {
      long m = have[have.length - i];
      long n = want[want.length - i];
      fits = m < 0 || n < 0 || m == 1 || m == n;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          describe()
              + " takes a mask of single elements, whose last dimensions are those of the input or"
              + " 1; received mask "
              + mask.shape()
              + " for input "
              + x.shape()
              + ". A mask of steps, such as an Embedding gives, has no axis of elements");
    }
  }

  @Override
  protected void config(Config c) {
    c.integerOrIntegers("axis", axis);
  }
}
