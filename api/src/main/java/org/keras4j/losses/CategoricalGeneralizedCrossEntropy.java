package org.keras4j.losses;

import org.jspecify.annotations.Nullable;
import org.keras4j.core.Config;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (1 − p^q) / q} with p the probability of the right class, for noisy labels (Zhang et al.,
 * 2018): Keras's {@code CategoricalGeneralizedCrossEntropy}. Targets are class numbers.
 */
public final class CategoricalGeneralizedCrossEntropy
    extends FluentLoss<CategoricalGeneralizedCrossEntropy> {

  private double q = 0.5;

  /** Makes the loss with q = ½. */
  public CategoricalGeneralizedCrossEntropy() {}

  /** Sets q in (0, 1): near 0 like crossentropy, near 1 like the absolute error. By default ½. */
  public CategoricalGeneralizedCrossEntropy q(double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          className() + ": q must lie between 0 and 1, exclusive; received " + value);
    }
    q = value;
    return this;
  }

  @Override
  protected @Nullable String problem(Shape yTrue, Shape yPred) {
    return TargetShapes.classNumbers(yTrue, yPred);
  }

  @Override
  protected @Nullable String problem(NDArray yTrue, Shape yPred) {
    return TargetShapes.inRange(yTrue, yPred, null);
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> yTrue, Operand<TFloat32> yPred) {
    Operand<TFloat32> labels = Crossentropy.squeezeLabels(tf, yTrue, yPred);
    Operand<TFloat32> p =
        tf.reduceSum(
            tf.math.mul(yPred, Crossentropy.oneHot(tf, labels, yPred)),
            tf.constant(new int[] {-1}));
    Operand<TFloat32> exponent = tf.constant((float) q);
    return tf.math.div(tf.math.sub(tf.constant(1f), tf.math.pow(p, exponent)), exponent);
  }

  @Override
  protected void config(Config c) {
    super.config(c);
    c.number("q", q, this::q);
  }
}
