package org.keras4j.internal.graph;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * What the contexts of all kinds of graphs share: the masks, which travel with their tensors, and
 * seeds.
 */
public abstract class GraphContext implements CallContext {

  private final Map<Output<?>, Operand<TBool>> masks = new HashMap<>();

  @Override
  public final @Nullable Operand<TBool> mask(Operand<?> tensor) {
    // Looked up for every input of every layer; most models have none.
    return masks.isEmpty() ? null : masks.get(tensor.asOutput());
  }

  @Override
  public final void setMask(Operand<?> tensor, Operand<TBool> mask) {
    masks.put(tensor.asOutput(), mask);
  }

  /** Returns the state of a seed generator as TensorFlow's stateless operations take it. */
  protected static Operand<TInt32> stateless(Ops tf, Operand<TInt64> state) {
    return tf.dtypes.cast(tf.math.floorMod(state, tf.constant((1L << 31) - 2)), TInt32.class);
  }
}
