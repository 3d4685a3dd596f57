package org.keras4j.layers;

import java.util.List;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Strides of windows of size 1, without a convolution that has strides: oneDNN computes a wrong
 * gradient by the kernel of such a one if there are fewer than 8 channels.
 *
 * <p>Data have two spatial axes and the channels last; strides of one dimension are for the second.
 */
final class StridedPositions {

  private static final int ALL_AXES = 0b1111;

  private StridedPositions() {}

  /** Keeps the first position and every one that is a multiple of the strides away from it. */
  static Operand<TFloat32> subsample(Ops tf, Operand<TFloat32> x, int[] strides) {
    int[] s = SpatialArguments.pair(1, strides);
    Operand<TInt32> ignored = tf.constant(new int[4]);
    return tf.stridedSlice(
        x,
        ignored,
        ignored,
        tf.constant(new int[] {1, s[0], s[1], 1}),
        StridedSlice.beginMask((long) ALL_AXES),
        StridedSlice.endMask((long) ALL_AXES));
  }

  /**
   * Moves positions apart, with zeros between them.
   *
   * @param size of the result; it ends at most one stride behind the last position
   */
  static Operand<TFloat32> insertZeros(
      Ops tf, Operand<TFloat32> x, int[] strides, List<Operand<TInt32>> size) {
    int[] s = SpatialArguments.pair(1, strides);
    Operand<TInt32> batch = KerasOps.of(tf).size(x, 0);
    Operand<TInt32> height = KerasOps.of(tf).size(x, 1);
    Operand<TInt32> width = KerasOps.of(tf).size(x, 2);
    Operand<TInt32> channels = KerasOps.of(tf).size(x, 3);
    Operand<TInt32> one = tf.constant(1);
    Operand<TFloat32> cells =
        tf.reshape(x, tf.stack(List.of(batch, height, one, width, one, channels)));
    Operand<TFloat32> padded =
        tf.pad(
            cells,
            tf.constant(new int[][] {{0, 0}, {0, 0}, {0, s[0] - 1}, {0, 0}, {0, s[1] - 1}, {0, 0}}),
            tf.constant(0f));
    Operand<TFloat32> spread =
        tf.reshape(
            padded,
            tf.stack(
                List.of(
                    batch,
                    tf.math.mul(height, tf.constant(s[0])),
                    tf.math.mul(width, tf.constant(s[1])),
                    channels)));
    return tf.slice(spread, tf.constant(new int[4]), tf.stack(size));
  }
}
