package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.internal.graph.TensorSpec;

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

  /** Returns whether a step that takes this takes the other as well. */
  boolean covers(BatchSpec other) {
    return sameKind(other) && covers(all(), other.all());
  }

  private static boolean covers(List<TensorSpec> these, List<TensorSpec> others) {
    for (int i = 0; i < these.size(); i++) {
      if (!these.get(i).covers(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the narrowest that covers both; this one where they are of different kinds. */
  BatchSpec widenedTo(BatchSpec other) {
    return sameKind(other)
        ? new BatchSpec(widened(x, other.x), widened(y, other.y), widened(weights, other.weights))
        : this;
  }

  private static List<TensorSpec> widened(List<TensorSpec> these, List<TensorSpec> others) {
    List<TensorSpec> wider = new ArrayList<>();
    for (int i = 0; i < these.size(); i++) {
      wider.add(these.get(i).widenedTo(others.get(i)));
    }
    return wider;
  }

  private boolean sameKind(BatchSpec other) {
    return sameKind(x, other.x) && sameKind(y, other.y) && sameKind(weights, other.weights);
  }

  private static boolean sameKind(List<TensorSpec> these, List<TensorSpec> others) {
    boolean same = these.size() == others.size();
    for (int i = 0; same && i < these.size(); i++) {
      same = these.get(i).isOfTheKindOf(others.get(i));
    }
    return same;
  }
}
