package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.layers.Flatten;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Shape;

/**
 * Pixels of whole numbers become float32 in fit, evaluate and predict, but not in a call on data.
 */
class WholePixelsTest {

  /** The numbers are those of Keras. */
  @Test
  void resizingRoundsOnlyInACall() {
    try (var m =
        Sequential.of(
            Input.of(DType.INT32, 2, 2, 1),
            new Resizing(3, 1).interpolation("area"),
            new Flatten(),
            new Dense(1))) {
      m.setWeights(List.of(NDArray.of(new float[][] {{1}, {10}, {100}}), NDArray.of(0f)));
      var x = NDArray.wrap(new int[] {1, 2, 4, 9}, 1, 2, 2, 1);
      assertEquals(642, m.apply(x).getFloat(0, 0), 1e-3);
      assertEquals(642, m.apply(x, true).getFloat(0, 0), 1e-3);
      assertEquals(691.5, m.predict(x, o -> o.verbose(0)).getFloat(0, 0), 1e-3);
      try (var p = m.predictor()) {
        assertEquals(691.5, p.predict(x).getFloat(0, 0), 1e-3);
      }
      m.compile(c -> c.loss("mae"));
      assertEquals(691.5, m.evaluate(x, NDArray.zeros(1, 1), o -> o.verbose(0)).loss(), 1e-3);
      assertEquals(691.5, m.trainOnBatch(x, NDArray.zeros(1, 1)).get("loss"), 1e-3);
    }
  }

  /** In inference the images keep their size, as in Keras, so the first validation fails. */
  @Test
  void aLayerThatNeedsTheSizeOfARandomCropIsNamed() {
    try (var m =
        Sequential.of(
            Input.of(8, 8, 1), new RandomCrop(4, 4), new Flatten(), new Dense(1).name("last"))) {
      m.compile(c -> c.loss("mse"));
      var x = NDArray.ones(2, 8, 8, 1);
      var y = NDArray.ones(2, 1);
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> m.fit(x, y, o -> o.validationData(x, y).verbose(0)));
      assertTrue(e.getMessage().contains("Layer 'last' (Dense)"), e.getMessage());
      assertTrue(e.getMessage().contains("(None, 64)"), e.getMessage());
    }
  }

  @Test
  void centerCropOfImagesWhoseSizeIsUnknownBeforehand() {
    for (int[] size : new int[][] {{3, 3}, {7, 7}, {4, 7}, {7, 4}, {8, 3}, {16, 2}}) {
      try (var m = Sequential.of(Input.of(-1, -1, 3), new CenterCrop(size[0], size[1]));
          var p = m.predictor()) {
        assertEquals(Shape.of(-1, size[0], size[1], 3), m.outputShape());
        NDArray x = NDArray.arange(2 * 75).reshape(2, 5, 5, 3).asType(DType.FLOAT32);
        assertEquals(m.predict(x, o -> o.verbose(0)), p.predict(x));
      }
    }
  }
}
