package org.keras4j.internal.graph;

import java.util.HashMap;
import java.util.Map;
import org.keras4j.core.Variable;
import org.keras4j.internal.core.VariableAccess;
import org.keras4j.internal.core.VariableSnapshot;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Result;
import org.tensorflow.Tensor;

/** Values of variables as a session gave them out: tensors off the heap. */
public final class FetchedTensors implements VariableAccess.Fetched {

  private final Map<Variable, Integer> places = new HashMap<>();
  private final Result result;

  FetchedTensors(Iterable<Variable> variables, Result result) {
    variables.forEach(v -> places.put(v, places.size()));
    this.result = result;
  }

  /** Returns the value itself; not to be used after this is closed. */
  Tensor tensor(Variable v) {
    Integer place = places.get(v);
    if (place == null) {
      throw new IllegalArgumentException("Not fetched: " + v.path());
    }
    return result.get(place);
  }

  @Override
  public NDArray value(Variable v) {
    return Tensors.toArray(tensor(v));
  }

  /** Returns a new tensor with a variable's value, made without the heap; the caller closes it. */
  public static NativeTensor copy(VariableSnapshot snapshot, Variable v) {
    NDArray array = snapshot.array(v);
    return array != null
        ? NativeTensor.of(array)
        : NativeTensor.of(((FetchedTensors) snapshot.source(v)).tensor(v));
  }

  @Override
  public void close() {
    result.close();
  }
}
