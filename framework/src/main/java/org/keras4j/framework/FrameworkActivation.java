package org.keras4j.framework;

import org.keras4j.activations.Activation;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.Softmax;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An activation of the framework.
 *
 * @param activation the framework's
 */
record FrameworkActivation(org.tensorflow.framework.activations.Activation activation)
    implements Activation {

  @Override
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    if (activation instanceof Softmax softmax
        && x.shape().numDimensions() == 2
        && softmax.getAxis() != -1
        && softmax.getAxis() != 1) {
      throw new IllegalArgumentException(
          "Softmax of tensorflow-framework ignores its axis, "
              + softmax.getAxis()
              + ", for an input with two axes, of shape "
              + x.shape()
              + "; use Activations.softmax("
              + softmax.getAxis()
              + ")");
    }
    return activation.call(tf, x);
  }
}
