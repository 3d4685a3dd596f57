package org.keras4j.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.TestAccess;
import org.keras4j.layers.Conv1D;
import org.keras4j.ndarray.NDArray;

/** Data of ever new lengths does not make a model's graph grow without end. */
class StepsTest {

  private static Sequential model() {
    var m = Sequential.of(Input.of(-1, 3), new Conv1D(2, 3).padding("same"));
    m.compile(c -> c.optimizer("sgd").loss("mse").metrics("mae"));
    return m;
  }

  private static NDArray ramp(int n, int length, int channels) {
    float[] v = new float[n * length * channels];
    for (int i = 0; i < v.length; i++) {
      v[i] = (i % 17) / 17f;
    }
    return NDArray.wrap(v, n, length, channels);
  }

  @Test
  void aFewGraphsForAllLengths() {
    try (Model m = model()) {
      int operations = 0;
      for (int length = 3; length < 30; length++) {
        NDArray x = ramp(2, length, 3);
        NDArray y = ramp(2, length, 2);
        m.trainOnBatch(x, y);
        m.testOnBatch(x, y);
        m.predictOnBatch(x);
        if (length == 5) {
          operations = TestAccess.operations(m);
        }
      }
      assertEquals(operations, TestAccess.operations(m));
    }
  }

  @Test
  void theNumbersAreThoseOfAModelForThatLengthAlone() {
    try (Model many = model()) {
      many.predictOnBatch(ramp(1, 4, 3));
      many.testOnBatch(ramp(1, 4, 3), ramp(1, 4, 2));
      many.testOnBatch(ramp(1, 9, 3), ramp(1, 9, 2));
      for (int length : new int[] {7, 4, 12}) {
        NDArray x = ramp(3, length, 3);
        NDArray y = ramp(3, length, 2);
        try (Model one = model()) {
          one.setWeights(many.getWeights());
          assertTrue(many.predictOnBatch(x).allClose(one.predictOnBatch(x), 1e-6, 1e-7));
          assertEquals(one.testOnBatch(x, y).get("loss"), many.testOnBatch(x, y).get("loss"), 1e-6);
          assertEquals(
              one.trainOnBatch(x, y).get("loss"), many.trainOnBatch(x, y).get("loss"), 1e-6);
          for (int i = 0; i < 2; i++) {
            assertTrue(many.getWeights().get(i).allClose(one.getWeights().get(i), 1e-5, 1e-6));
          }
        }
      }
    }
  }
}
