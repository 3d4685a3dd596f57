package org.keras4j.optimizers;

import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a rule needs to know of the step it is applied in.
 *
 * @param context the graph
 * @param learningRate the learning rate of this step
 * @param t the number of this update, from 1, as float32
 * @param shared values that all weights of this step share; see {@link #once}
 */
public record OptimizerStep(
    UpdateContext context,
    Operand<TFloat32> learningRate,
    Operand<TFloat32> t,
    Map<String, Operand<TFloat32>> shared) {

  /** Returns a value that is the same for all weights, adding it to the graph only once. */
  public Operand<TFloat32> once(String key, Supplier<Operand<TFloat32>> make) {
    Operand<TFloat32> v = shared.get(key);
    if (v == null) {
      v = make.get();
      shared.put(key, v);
    }
    return v;
  }
}
