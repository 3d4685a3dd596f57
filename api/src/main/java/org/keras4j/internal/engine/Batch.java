package org.keras4j.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.internal.graph.NativeRuntime;
import org.keras4j.internal.graph.TensorSpec;
import org.keras4j.internal.graph.Tensors;
import org.keras4j.ndarray.NDArray;
import org.tensorflow.Tensor;

/** The tensors of one batch, off the heap, in the order of {@link BatchSpec#all()}; reused. */
public final class Batch implements AutoCloseable {

  private final int rows;
  private final List<Tensor> tensors;

  private Batch(int rows, List<Tensor> tensors) {
    this.rows = rows;
    this.tensors = tensors;
  }

  /** Allocates a batch with undefined contents. */
  public static Batch allocate(BatchSpec spec, int rows) {
    NativeRuntime.ensureLoaded();
    List<Tensor> tensors = new ArrayList<>();
    for (TensorSpec s : spec.all()) {
      tensors.add(Tensors.allocate(s.dtype(), s.sample().prepend(rows)));
    }
    return new Batch(rows, tensors);
  }

  /** Makes a batch of whole arrays. */
  public static Batch of(List<NDArray> arrays) {
    NativeRuntime.ensureLoaded();
    return new Batch(
        Math.toIntExact(arrays.get(0).shape().get(0)), arrays.stream().map(Tensors::of).toList());
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  List<Tensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
