package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What a batch consists of; there is one subgraph for each kind that occurs.
 *
 * @param x inputs
 * @param y targets, one for each output that has any; empty for prediction
 * @param weights sample weights, one for each target, or empty
 */
public record BatchSpec(List<TensorSpec> x, List<TensorSpec> y, List<TensorSpec> weights) {

  /** Returns all parts in the order in which they are fed. */
  public List<TensorSpec> all() {
    List<TensorSpec> all = new ArrayList<>(x);
    all.addAll(y);
    all.addAll(weights);
    return all;
  }

  /** Returns only the inputs. */
  public BatchSpec inputsOnly() {
    return new BatchSpec(x, List.of(), List.of());
  }
}
