package org.keras4j.layers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Brings each group of channels of each sample to mean 0 and variance 1, then scales and shifts
 * each channel (Y. Wu and K. He, <i>Group Normalization</i>, 2018): Keras's {@code
 * GroupNormalization}.
 *
 * <p>With mean {@code μ} and variance {@code σ²} over all positions and the channels of a group,
 * {@code y = γ·(x − μ) / √(σ² + ε) + β}. It does not depend on the batch, so it suits small ones.
 * One group is much like {@link LayerNormalization} over all axes but the batch's; as many groups
 * as channels is instance normalization.
 *
 * <p>The same in training and inference. Input of any rank from 2, output of the input's shape.
 */
public final class GroupNormalization extends ScaledLayer<GroupNormalization> {

  private int groups = 32;
  private int axis = -1;
  private InputSpec spec = InputSpec.ofMinRank(2);

  /** Makes the layer with 32 groups, axis −1, epsilon 0.001, with scale and offset. */
  public GroupNormalization() {}

  /**
   * Makes the layer with axis −1, epsilon 0.001, with scale and offset.
   *
   * @param groups as in {@link #groups}
   */
  public GroupNormalization(int groups) {
    groups(groups);
  }

  /**
   * Sets how many groups the channels are divided into, which must be a divisor of their number; −1
   * makes each channel a group. By default 32.
   *
   * @throws IllegalArgumentException if it is neither positive nor −1
   */
  public GroupNormalization groups(int value) {
    if (value < 1 && value != -1) {
      throw badArgument("groups", "at least 1, or −1 for as many as there are channels", value);
    }
    return set("groups", () -> groups = value);
  }

  /**
   * Sets the axis of the channels, not that of the batch; negative ones count from the end. By
   * default −1.
   */
  public GroupNormalization axis(int value) {
    return set("axis", () -> axis = value);
  }

  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(Shape input) {
    int a = positiveAxis(input.rank());
    if (a < 1 || a >= input.rank()) {
      throw badArgument(
          "axis", "an axis of the input behind that of the batch", axis + " for shape " + input);
    }
    long channels = input.get(a);
    if (channels == Shape.UNKNOWN) {
      throw badArgument("axis", "of known size", axis + " for input shape " + input);
    }
    // As Keras does, which shows in the config.
    int made = groups == -1 ? Math.toIntExact(channels) : groups;
    if (channels < made || channels % made != 0) {
      throw badArgument(
          "groups", "a divisor of the number of channels, " + channels, made + " for axis " + axis);
    }
    groups = made;
    addGammaAndBeta(Shape.of(channels));
    spec = InputSpec.ofRank(input.rank()).withAxis(axis, channels);
  }

  private int positiveAxis(int rank) {
    return axis < 0 ? axis + rank : axis;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    int a = positiveAxis(x.shape().numDimensions());
    // The channels' axis becomes two: that of the groups, and that of a group's channels.
    Operand<TFloat32> like = tf.expandDims(x, tf.constant(a));
    Operand<TFloat32> grouped = KerasOps.of(tf).reshapeLike(x, like, split(x.shape().asArray(), a));
    int rank = grouped.shape().numDimensions();
    Operand<TInt32> axes = tf.constant(IntStream.range(1, rank).filter(i -> i != a).toArray());
    // Centred twice, as the mean of numbers far from 0 is rounded.
    Operand<TFloat32> near = tf.math.sub(grouped, tf.stopGradient(mean(tf, grouped, axes)));
    Operand<TFloat32> centred = tf.math.sub(near, mean(tf, near, axes));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centred), axes);
    Operand<TFloat32> factor = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon())));
    Operand<TFloat32> gamma = spread(tf, gamma(), context, a, rank - 1);
    Operand<TFloat32> beta = spread(tf, beta(), context, a, rank - 1);
    Operand<TFloat32> y = tf.math.mul(centred, gamma == null ? factor : tf.math.mul(factor, gamma));
    Operand<TFloat32> all = beta == null ? y : tf.math.add(y, beta);
    return KerasOps.of(tf).reshapeLike(all, x, x.shape().asArray());
  }

  private long[] split(long[] dims, int a) {
    long[] more = Arrays.copyOf(dims, dims.length + 1);
    System.arraycopy(dims, a, more, a + 1, dims.length - a);
    more[a] = groups;
    more[a + 1] = dims[a] / groups;
    return more;
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, Operand<TInt32> axes) {
    return tf.math.mean(x, axes, Mean.keepDims(true));
  }

  /** Puts a weight of each channel where the channels of the grouped input are. */
  private @Nullable Operand<TFloat32> spread(
      Ops tf, @Nullable Variable weight, CallContext context, int a, int rank) {
    if (weight == null) {
      return null;
    }
    long[] dims = new long[rank];
    Arrays.fill(dims, 1);
    dims[a] = weight.shape().get(0);
    return tf.reshape(context.read(weight), tf.constant(split(dims, a)));
  }

  @Override
  protected void config(Config c) {
    c.integer("groups", groups, this::groups);
    c.integer("axis", axis, this::axis);
    flagsConfig(c);
    initializerConfig(c);
    penaltyConfig(c);
  }
}
