package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.core.Config;
import org.keras4j.ops.KerasOps;
import org.keras4j.random.RandomOps;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What the layers share that drop whole channels.
 *
 * @param <S> the layer's own type
 */
public abstract class SpatialDropout<S extends SpatialDropout<S>> extends NoiseLayer<S> {

  private final int rank;
  DataFormat dataFormat = DataFormat.CHANNELS_LAST;

  SpatialDropout(int rank, double rate) {
    super("rate", rate);
    this.rank = rank;
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.ofRank(rank + 2);
  }

  @Override
  Operand<TFloat32> disturb(Ops tf, Operand<TFloat32> x, Operand<TInt32> randomSeed, double rate) {
    int channels = dataFormat.channelAxis(rank + 2);
    List<Operand<TInt32>> mask = new ArrayList<>();
    for (int i = 0; i < rank + 2; i++) {
      mask.add(i == 0 || i == channels ? KerasOps.of(tf).size(x, i) : tf.constant(1));
    }
    return RandomOps.of(tf, randomSeed).dropout(x, rate, tf.stack(mask));
  }

  /** Keras knows only name and dtype here, and takes nothing else. */
  @Override
  protected void baseConfig(Config c) {}

  @Override
  protected void config(Config c) {
    super.config(c);
    nameConfig(c);
    c.text("dtype", "float32", this::dtype); // of its weights, whatever it computes in
  }
}
