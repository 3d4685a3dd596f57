package org.keras4j.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The first version of TensorFlow's operation for the greatest value of each window. The one that
 * {@code tf.nn.maxPool} makes has a gradient that is several times slower.
 */
final class MaxPool {

  private MaxPool() {}

  static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> x, List<Long> size, List<Long> strides, String padding) {
    OperationBuilder b = tf.scope().opBuilder("MaxPool", "MaxPool");
    b.addInput(x.asOutput());
    b.setAttr("ksize", size.stream().mapToLong(n -> n).toArray());
    b.setAttr("strides", strides.stream().mapToLong(n -> n).toArray());
    b.setAttr("padding", padding);
    return b.build().output(0);
  }
}
