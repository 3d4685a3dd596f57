package org.keras4j.layers;

import java.util.List;
import org.keras4j.core.CallContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * What the layers share that only move elements about. Element types stay as they are.
 *
 * @param <S> the layer's own type
 */
public abstract class Rearrangement<S extends Rearrangement<S>> extends FluentLayer<S> {

  Rearrangement() {}

  /** Adds the operations. */
  abstract <T extends TType> Operand<T> rearrange(Ops tf, Operand<T> x);

  @Override
  protected final List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          describe() + " takes one input; received " + inputs.size());
    }
    return List.of(rearrange(tf, inputs.get(0)));
  }
}
