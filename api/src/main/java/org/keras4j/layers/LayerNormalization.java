package org.keras4j.layers;

import java.util.Arrays;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Brings each sample to mean 0 and variance 1, then scales and shifts it: Keras's {@code
 * LayerNormalization}.
 *
 * <p>Mean and variance are taken over {@code axis} for each position of the other axes; gamma and
 * beta have the sizes of {@code axis}. The same in training and inference. Output shape as input.
 */
public final class LayerNormalization extends ScaledLayer<LayerNormalization> {

  private int[] axis = {-1};
  private InputSpec spec = InputSpec.ANY;

  /** Makes the layer with axis −1, epsilon 0.001, with scale and offset. */
  public LayerNormalization() {}

  /**
   * Sets the axes that are normalized together; negative ones count from the end. By default −1.
   */
  public LayerNormalization axis(int... axes) {
    return set("axis", () -> axis = axes.clone());
  }

  /** The sizes that gamma and beta have; without them any will do. */
  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(Shape input) {
    int[] positive = positive(input.rank());
    if (positive.length == 0 || positive[0] < 0 || positive[positive.length - 1] >= input.rank()) {
      throw badArgument(
          "axis", "axes of the input", Arrays.toString(axis) + " for input shape " + input);
    }
    Shape shape = Shape.of(Arrays.stream(positive).mapToLong(input::get).toArray());
    if (!shape.isFullyKnown()) {
      throw badArgument(
          "axis", "of known sizes", Arrays.toString(axis) + " for input shape " + input);
    }
    Arrays.sort(axis); // as Keras does, which shows in the config
    addGammaAndBeta(shape);
    if (gamma() != null || beta() != null) {
      for (int a : axis) {
        spec = spec.withAxis(a, input.get(a));
      }
    }
  }

  private int[] positive(int rank) {
    return Arrays.stream(axis).map(a -> a < 0 ? a + rank : a).sorted().toArray();
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    int[] positive = positive(x.shape().numDimensions());
    Operand<TInt32> axes = tf.constant(positive);
    // Centred first, as a difference of two scaled numbers far from 0 has lost its digits; twice,
    // as
    // the mean of such numbers is rounded. TensorFlow also takes that difference, with constant
    // weights, for an operation of its own, which refuses weights of more than one axis.
    Operand<TFloat32> near = tf.math.sub(x, tf.stopGradient(mean(tf, x, axes)));
    Operand<TFloat32> centred = tf.math.sub(near, mean(tf, near, axes));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centred), axes);
    Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon())));
    Variable gamma = gamma();
    if (gamma != null) {
      factor = tf.math.mul(factor, spread(tf, context.read(gamma), positive, x));
    }
    Operand<TFloat32> scaled = tf.math.mul(centred, factor);
    Variable beta = beta();
    return beta == null ? scaled : tf.math.add(scaled, spread(tf, context.read(beta), positive, x));
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, Operand<TInt32> axes) {
    return tf.math.mean(x, axes, Mean.keepDims(true));
  }

  /** Puts the axes of a weight where those of the input are. */
  private static Operand<TFloat32> spread(
      Ops tf, Operand<TFloat32> weight, int[] axes, Operand<TFloat32> x) {
    long[] dims = new long[x.shape().numDimensions()];
    Arrays.fill(dims, 1);
    for (int i = 0; i < axes.length; i++) {
      dims[axes[i]] = weight.shape().get(i);
    }
    return tf.reshape(weight, tf.constant(dims));
  }

  @Override
  protected void config(Config c) {
    // Before it is built, Keras writes a single axis as a number; afterwards always a list.
    if (isBuilt()) {
      c.integers("axis", axis);
    } else {
      c.integerOrIntegers("axis", axis, this::axis);
    }
    flagsConfig(c);
    c.flag("rms_scaling", false, this::checkRmsScaling);
    initializerConfig(c);
    penaltyConfig(c);
  }

  private void checkRmsScaling(boolean rmsScaling) {
    if (rmsScaling) {
      throw badArgument("rms_scaling", "false: it does not exist here", true);
    }
  }
}
