package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.internal.Numbers;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Binary crossentropy in which easy samples count less (Lin et al., 2018): Keras's {@code
 * BinaryFocalCrossentropy}.
 *
 * <p>Mean of {@code (1 − q)^γ · bce} with {@code q = y·p + (1 − y)(1 − p)}; with class balancing
 * also times {@code y·α + (1 − y)(1 − α)}. Targets must have the output's shape.
 */
public final class BinaryFocalCrossentropy extends FluentLoss<BinaryFocalCrossentropy> {

  private boolean fromLogits;
  private double labelSmoothing;
  private int axis = -1;
  private boolean applyClassBalancing;
  private double alpha = 0.25;
  private double gamma = 2;

  /** Makes the loss with Keras's defaults: γ = 2, no class balancing, probabilities. */
  public BinaryFocalCrossentropy() {}

  /** Sets whether the two classes are weighted by α and 1 − α. By default false. */
  public BinaryFocalCrossentropy applyClassBalancing(boolean value) {
    applyClassBalancing = value;
    return this;
  }

  /** Sets the weight of class 1 when classes are balanced. By default 0.25. */
  public BinaryFocalCrossentropy alpha(double value) {
    alpha = Numbers.finite(className(), "alpha", value);
    return this;
  }

  /** Sets the focusing parameter; 0 makes it the plain crossentropy. By default 2. */
  public BinaryFocalCrossentropy gamma(double value) {
    gamma = Numbers.finite(className(), "gamma", value);
    return this;
  }

  /** Sets whether predictions are logits rather than probabilities. By default false. */
  public BinaryFocalCrossentropy fromLogits(boolean value) {
    fromLogits = value;
    return this;
  }

  /** Sets how far targets are drawn towards ½, in [0, 1]. By default 0. */
  public BinaryFocalCrossentropy labelSmoothing(double value) {
    labelSmoothing = Smoothing.check(className(), value);
    return this;
  }

  /** Sets the axis over which the mean is taken. By default the last. */
  public BinaryFocalCrossentropy axis(int value) {
    axis = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.likeOutput(yTrue, yPred, axis);
  }

  @Override
  protected @Nullable String problem(NDArray yTrue, Shape yPred) {
    return Crossentropy.binaryLabelProblem(yTrue);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> y = Smoothing.binary(tf, yTrue, labelSmoothing);
    Operand<TFloat32> p = fromLogits ? tf.math.sigmoid(yPred) : yPred;
    Operand<TFloat32> right = blend(tf, y, p, tf.math.sub(one, p));
    Operand<TFloat32> focus = tf.math.pow(tf.math.sub(one, right), tf.constant((float) gamma));
    Operand<TFloat32> loss = tf.math.mul(focus, Crossentropy.binary(tf, y, p, false));
    if (applyClassBalancing) {
      Operand<TFloat32> a = tf.constant((float) alpha);
      loss = tf.math.mul(blend(tf, y, a, tf.constant((float) (1 - alpha))), loss);
    }
    return tf.math.mean(loss, tf.constant(new int[] {axis}));
  }

  /** Returns {@code y·a + (1 − y)·b}. */
  private static Operand<TFloat32> blend(
      Ops tf, Operand<TFloat32> y, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(tf.math.mul(y, a), tf.math.mul(tf.math.sub(tf.constant(1f), y), b));
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.flag("from_logits", fromLogits, this::fromLogits);
    c.number("label_smoothing", labelSmoothing, this::labelSmoothing);
    c.integer("axis", axis, this::axis);
    c.flag("apply_class_balancing", applyClassBalancing, this::applyClassBalancing);
    c.number("alpha", alpha, this::alpha);
    c.number("gamma", gamma, this::gamma);
  }
}
