package org.keras4j.ndarray.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/** The code in the Javadoc of {@link NDArray}. */
class NDArraySnippetsTest {

  @Test
  void slices() {
    // snippet: array-slices
    NDArray images = NDArray.zeros(DType.UINT8, 60000, 28, 28);
    NDArray x = images.asType(DType.FLOAT32).expandDims(-1); // (60000, 28, 28, 1)
    NDArray train = x.slice(0, -10000); // the first 50,000, without a copy
    NDArray validation = x.slice(-10000); // the last 10,000
    // end snippet

    assertEquals(Shape.of(50000, 28, 28, 1), train.shape());
    assertEquals(Shape.of(10000, 28, 28, 1), validation.shape());
  }
}
