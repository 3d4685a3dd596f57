package org.keras4j.framework;

import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/**
 * What a loss of the framework was before its last operations made one number of a batch: a sum, or
 * a sum divided by the number of values. Nothing else has the values of single samples, which are
 * what is weighted and masked.
 */
final class Unreduced {

  private Unreduced() {}

  /** Returns the values of single samples; what is not a sum or a mean is returned as it is. */
  static Operand<TFloat32> of(Operand<TFloat32> loss) {
    if (loss.shape().numDimensions() != 0) {
      return loss;
    }
    Operand<TFloat32> sum = isA("DivNoNan", loss) ? input(loss) : loss;
    return isA("Sum", sum) ? input(sum) : loss;
  }

  private static boolean isA(String type, Operand<?> x) {
    return x.op().type().equals(type);
  }

  private static Operand<TFloat32> input(Operand<TFloat32> x) {
    Operation op = x.op();
    Output<?> first = ((GraphOperation) op).input(0);
    return first.expect(TFloat32.class);
  }
}
