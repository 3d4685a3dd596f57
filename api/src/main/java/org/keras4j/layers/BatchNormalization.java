package org.keras4j.layers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.core.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.InitializerArgument;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Brings each feature to mean 0 and variance 1, then scales and shifts it: Keras's {@code
 * BatchNormalization}.
 *
 * <p>In training with the statistics of the batch, over all axes but {@code axis}, and moving
 * averages are updated: {@code moving = moving · momentum + batch · (1 − momentum)}. In inference,
 * and in training when {@code trainable} is false, with the moving averages. What is masked is left
 * out of the statistics of the batch. Output shape as input.
 */
public final class BatchNormalization extends ScaledLayer<BatchNormalization> {

  private final InitializerArgument movingMeanInitializer = new InitializerArgument("zeros");
  private final InitializerArgument movingVarianceInitializer = new InitializerArgument("ones");
  private int axis = -1;
  private double momentum = 0.99;
  private InputSpec spec = InputSpec.ofMinRank(2);
  private @Nullable Variable movingMean;
  private @Nullable Variable movingVariance;

  /** Makes the layer with axis −1, momentum 0.99, epsilon 0.001, with scale and offset. */
  public BatchNormalization() {
    InitializerArgument.inOrder(
        betaArguments.initializer,
        gammaArguments.initializer,
        movingMeanInitializer,
        movingVarianceInitializer);
  }

  /** Sets the axis of the features; negative ones count from the end. By default −1. */
  public BatchNormalization axis(int value) {
    return set("axis", () -> axis = value);
  }

  /** Sets how slowly the moving averages follow, in [0, 1]. By default 0.99. */
  public BatchNormalization momentum(double value) {
    return set("momentum", () -> momentum = Numbers.finite(describe(), "momentum", value));
  }

  /** Sets how the moving mean begins, by name. By default {@code "zeros"}. */
  public BatchNormalization movingMeanInitializer(String name) {
    return set("movingMeanInitializer", () -> movingMeanInitializer.set(name));
  }

  /** Sets how the moving mean begins. */
  public BatchNormalization movingMeanInitializer(Initializer i) {
    return set("movingMeanInitializer", () -> movingMeanInitializer.set(i));
  }

  /** Sets how the moving variance begins, by name. By default {@code "ones"}. */
  public BatchNormalization movingVarianceInitializer(String name) {
    return set("movingVarianceInitializer", () -> movingVarianceInitializer.set(name));
  }

  /** Sets how the moving variance begins. */
  public BatchNormalization movingVarianceInitializer(Initializer i) {
    return set("movingVarianceInitializer", () -> movingVarianceInitializer.set(i));
  }

  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(Shape input) {
    if (axis >= input.rank() || axis < -input.rank()) {
      throw badArgument("axis", "one of the input's axes", axis + " for input shape " + input);
    }
    long features = input.get(axis);
    if (features == Shape.UNKNOWN) {
      throw badArgument("axis", "of known size", axis + " for input shape " + input);
    }
    Shape shape = Shape.of(features);
    addGammaAndBeta(shape);
    movingMean = addWeight("moving_mean", shape, movingMeanInitializer.get(), false);
    movingVariance = addWeight("moving_variance", shape, movingVarianceInitializer.get(), false);
    spec = InputSpec.ofRank(input.rank()).withAxis(axis, features);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    Variable mean = Objects.requireNonNull(movingMean);
    Variable variance = Objects.requireNonNull(movingVariance);
    int features = Math.toIntExact(mean.shape().get(0));
    var norm =
        new FeatureNormalization(
            tf, axis, features, read(tf, gamma(), 1, context), read(tf, beta(), 0, context));
    if (!context.training() || !trainable()) {
      return norm.byStatistics(x, context.read(mean), context.read(variance), epsilon());
    }
    Operand<TBool> mask = context.mask(x);
    var batch =
        mask == null
            ? norm.byBatch(x, epsilon())
            : norm.byMaskedBatch(x, checked(x, mask), epsilon());
    follow(tf, mean, batch.mean(), context);
    follow(tf, variance, batch.variance(), context);
    return batch.output();
  }

  private Operand<TBool> checked(Operand<TFloat32> x, Operand<TBool> mask) {
    if (mask.shape().numDimensions() != x.shape().numDimensions() - 1) {
      throw new IllegalArgumentException(
          describe()
              + " takes a mask with one dimension less than the input; received mask "
              + mask.shape()
              + " for input "
              + x.shape());
    }
    return mask;
  }

  private Operand<TFloat32> read(Ops tf, @Nullable Variable v, float none, CallContext context) {
    long[] features = Objects.requireNonNull(movingMean).shape().asArray();
    return v != null ? context.read(v) : tf.fill(tf.constant(features), tf.constant(none));
  }

  private void follow(Ops tf, Variable moving, Operand<TFloat32> batch, CallContext context) {
    context.update(
        moving,
        tf.math.add(
            tf.math.mul(context.read(moving), tf.constant((float) momentum)),
            tf.math.mul(tf.stopGradient(batch), tf.constant((float) (1 - momentum)))));
  }

  @Override
  protected void config(Config c) {
    c.integer("axis", axis, this::axis);
    c.number("momentum", momentum, this::momentum);
    flagsConfig(c);
    initializerConfig(c);
    movingMeanInitializer.config(c, "moving_mean_initializer");
    movingVarianceInitializer.config(c, "moving_variance_initializer");
    penaltyConfig(c);
    c.flag("synchronized", false);
    c.flag("renorm", false, this::checkRenorm);
    c.none("renorm_clipping", "batch renormalization");
    c.number("renorm_momentum", 0.99);
  }

  private void checkRenorm(boolean renorm) {
    if (renorm) {
      throw badArgument("renorm", "false: batch renormalization does not exist here yet", true);
    }
  }
}
