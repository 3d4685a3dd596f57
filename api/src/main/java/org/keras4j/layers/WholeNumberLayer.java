package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.internal.graph.Casts;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A layer whose output is of whole numbers if its input is; all other inputs become float32.
 *
 * @param <S> the layer's own type
 */
public abstract class WholeNumberLayer<S extends WholeNumberLayer<S>> extends FluentLayer<S> {

  WholeNumberLayer() {}

  @Override
  protected final List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (inputs.size() == 1) {
      Operand<? extends TNumber> x = Casts.numbers(tf, inputs.get(0));
      if (x.type() != TFloat32.class) {
        return List.of(whole(tf, x, context));
      }
    }
    return super.call(tf, inputs, context);
  }

  /** Computes the output of whole numbers; nothing is differentiated by them. */
  abstract <T extends TNumber> Operand<?> whole(Ops tf, Operand<T> x, CallContext context);
}
