package org.keras4j.augment;

import java.util.List;
import org.keras4j.core.CallContext;
import org.keras4j.internal.graph.Casts;
import org.keras4j.internal.graph.ImmediateCall;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;

/**
 * A layer that changes images in training and rests in inference.
 *
 * @param <S> the layer's own type
 */
abstract class AugmentationLayer<S extends AugmentationLayer<S>> extends ImageLayer<S> {

  AugmentationLayer() {}

  @Override
  protected final List<Operand<?>> call(Ops tf, List<Operand<?>> inputs, CallContext context) {
    if (context.training() || inputs.size() != 1) {
      return super.call(tf, inputs, context);
    }
    Operand<?> x = inputs.get(0);
    return List.of(inInference(tf, ImmediateCall.isContextOf(context) ? x : Casts.toFloat(tf, x)));
  }

  /** Returns what the input becomes in inference. By default itself, as float32. */
  Operand<?> inInference(Ops tf, Operand<?> x) {
    return Casts.toFloat(tf, x);
  }

  @Override
  protected boolean trainingByDefault() {
    return true;
  }
}
