package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.ndarray.Shape;
import org.keras4j.ops.KerasOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What the cropping layers of different dimensions share.
 *
 * @param <S> the layer's own type
 */
public abstract class Cropping<S extends Cropping<S>> extends Rearrangement<S> {

  private int[][] cropping;
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  Cropping(int rank, int[] cropping) {
    this.cropping = PadWidths.of(rank, cropping, "cropping", this::badArgument);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(cropping.length + 2);
  }

  @Override
  protected void build(Shape input) {
    for (int i = 0; i < cropping.length; i++) {
      long n = input.get(dataFormat.firstSpatialAxis() + i);
      if (n != Shape.UNKNOWN && n <= cropping[i][0] + cropping[i][1]) {
        throw badArgument(
            "cropping",
            "less than the input's size",
            cropping[i][0] + " and " + cropping[i][1] + " for input shape " + input);
      }
    }
  }

  @Override
  <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x) {
    int[][] all = PadWidths.forAxes(cropping, dataFormat);
    int[] begin = new int[all.length];
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      begin[i] = all[i][0];
      sizes.add(tf.math.sub(KerasOps.of(tf).size(x, i), tf.constant(all[i][0] + all[i][1])));
    }
    return tf.slice(x, tf.constant(begin), tf.stack(sizes));
  }

  @Override
  protected void config(Config c) {
    c.object("cropping", cropping, PadWidths::written);
  }
}
