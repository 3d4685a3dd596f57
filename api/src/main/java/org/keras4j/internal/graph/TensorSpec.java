package org.keras4j.internal.graph;

import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.Shape;

/**
 * What one placeholder takes.
 *
 * @param dtype the element type as fed
 * @param sample the shape of one row, without the batch dimension
 */
public record TensorSpec(DType dtype, Shape sample) {

  /** Returns whether type and rank are the same, so that only sizes differ. */
  public boolean isOfTheKindOf(TensorSpec other) {
    return dtype == other.dtype && sample.rank() == other.sample.rank();
  }

  /** Returns whether each size is the same or open here; for those of one kind. */
  public boolean covers(TensorSpec other) {
    for (int i = 0; i < sample.rank(); i++) {
      if (sample.get(i) != Shape.UNKNOWN && sample.get(i) != other.sample.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns this with those sizes open that differ; for those of one kind. */
  public TensorSpec widenedTo(TensorSpec other) {
    long[] sizes = sample.asArray();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] != other.sample.get(i)) {
        sizes[i] = Shape.UNKNOWN;
      }
    }
    return new TensorSpec(dtype, Shape.of(sizes));
  }
}
