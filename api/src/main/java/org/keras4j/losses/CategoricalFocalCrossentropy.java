package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Categorical crossentropy in which easy samples count less (Lin et al., 2018): Keras's {@code
 * CategoricalFocalCrossentropy}.
 *
 * <p>{@code Σ α·(1 − p)^γ · (−y·ln p)} over the classes, p normalised and clipped to [1e-7, 1 −
 * 1e-7]. Targets are one-hot.
 */
public final class CategoricalFocalCrossentropy extends FluentLoss<CategoricalFocalCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;
  private int axis = -1;
  private double[] alpha = {0.25};
  private double gamma = 2;

  /** Makes the loss with Keras's defaults: α = 0.25, γ = 2, probabilities. */
  public CategoricalFocalCrossentropy() {}

  /**
   * Sets the weight of all classes, or one for each. By default 0.25.
   *
   * <p>As in Keras several weights always lie along the last axis of the output, even if {@link
   * #axis} says that the classes are on another one.
   */
  public CategoricalFocalCrossentropy alpha(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "CategoricalFocalCrossentropy: alpha needs one value, or one for each class");
    }
    alpha = Numbers.finite(className(), "alpha", values);
    return this;
  }

  /** Sets the focusing parameter; 0 makes it a plain crossentropy. By default 2. */
  public CategoricalFocalCrossentropy gamma(double value) {
    gamma = Numbers.finite(className(), "gamma", value);
    return this;
  }

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public CategoricalFocalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets the share of the target that is spread over all classes, in [0, 1]. By default 0. */
  public CategoricalFocalCrossentropy labelSmoothing(double value) {
    labelSmoothing = Smoothing.check(className(), value);
    return this;
  }

  /** Sets the axis of the classes. By default the last. */
  public CategoricalFocalCrossentropy axis(int value) {
    axis = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    String problem = TargetShapes.oneHot(yTrue, yPred, axis);
    if (problem != null || alpha.length == 1) {
      return problem;
    }
    long last = yPred.get(-1);
    boolean otherAxis = axis != -1 && axis != yPred.rank() - 1;
    if (last < 0 || last == alpha.length || (last == 1 && otherAxis)) {
      return null;
    }
    return "has "
        + alpha.length
        + " values of alpha; it needs one, or one for each place on the last axis, "
        + last
        + (otherAxis ? ". As in Keras, alpha lies along that and not along the classes" : "");
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> y = Smoothing.categorical(tf, yTrue, labelSmoothing, axis);
    Operand<TFloat32> p =
        Crossentropy.normalized(
            tf, fromLogits ? Crossentropy.softmax(tf, yPred, axis) : yPred, axis);
    Operand<TFloat32> crossentropy = tf.math.mul(tf.math.neg(y), tf.math.log(p));
    Operand<TFloat32> focus =
        tf.math.pow(tf.math.sub(tf.constant(1f), p), tf.constant((float) gamma));
    return tf.reduceSum(
        tf.math.mul(tf.math.mul(focus, weights(tf)), crossentropy), tf.constant(new int[] {axis}));
  }

  private Operand<TFloat32> weights(Ops tf) {
    float[] a = new float[alpha.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) alpha[i];
    }
    return a.length == 1 ? tf.constant(a[0]) : tf.constant(a);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
    c.integer("axis", axis, this::axis);
    if (c.isReading() || alpha.length > 1) {
      c.numbers("alpha", alpha, this::alpha);
    } else {
      c.number("alpha", alpha[0]);
    }
    c.number("gamma", gamma, this::gamma);
  }
}
