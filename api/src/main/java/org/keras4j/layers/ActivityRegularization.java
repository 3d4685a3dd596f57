package org.keras4j.layers;

import org.keras4j.core.CallContext;
import org.keras4j.core.Config;
import org.keras4j.regularizers.L1L2;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Passes its input on and adds a penalty on it to the loss: Keras's {@code ActivityRegularization}.
 *
 * <p>The penalty is {@code (l1·Σ|x| + l2·Σx²) / batch size}. Output shape as input.
 */
public final class ActivityRegularization extends WholeNumberLayer<ActivityRegularization> {

  private double l1;
  private double l2;

  /**
   * Makes the layer.
   *
   * @param l1 factor of the absolute values, at least 0
   * @param l2 factor of the squares, at least 0
   */
  public ActivityRegularization(double l1, double l2) {
    factors(l1, l2);
  }

  private void factors(double newL1, double newL2) {
    activityRegularizer(new L1L2(newL1, newL2));
    l1 = newL1;
    l2 = newL2;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, CallContext context) {
    return tf.identity(x);
  }

  @Override
  <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context) {
    return tf.identity(x);
  }

  /** The penalty is written as its two factors only. */
  @Override
  protected void baseConfig(Config c) {
    nameConfig(c);
    trainableConfig(c);
    dtypeConfig(c);
  }

  @Override
  protected void config(Config c) {
    c.number("l1", l1);
    c.number("l2", l2);
  }
}
