package org.keras4j.internal.hdf5;

import java.util.function.Supplier;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** An array that is to be written. */
record ArrayNode(DType dtype, Shape shape, Supplier<NDArray> array) implements Node {

  /** Returns how many bytes the elements take. */
  long bytes() {
    return shape.size() * dtype.byteSize();
  }
}
