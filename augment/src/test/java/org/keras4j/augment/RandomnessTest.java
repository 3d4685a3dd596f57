package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.layers.Layer;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

class RandomnessTest {

  private static final NDArray IMAGES = NDArray.arange(2 * 5 * 4 * 3).reshape(2, 5, 4, 3);

  private static long seedOf(Layer layer) {
    return layer.variables().get(0).value().getLong(0);
  }

  /** The numbers are those of the same lines in Python. */
  @Test
  void defaultSeedsComeInKerasOrder() {
    Keras.setRandomSeed(23);
    var crop = new RandomCrop(3, 3);
    var flip = new RandomFlip();
    assertEquals(311295628L, seedOf(flip));
    assertEquals(836855788L, seedOf(crop));
    assertEquals(993066500L, crop.getConfig().get("seed"));
    assertEquals(null, flip.getConfig().get("seed"));
  }

  @Test
  void anExplicitSeedTakesNoDefaultOne() {
    Keras.setRandomSeed(23);
    var crop = new RandomCrop(3, 3).seed(1);
    var zoom = new RandomZoom(0.1).seed(2);
    var flip = new RandomFlip();
    assertEquals(993066500L, seedOf(flip));
    assertEquals(1L, seedOf(crop));
    assertEquals(1L, crop.getConfig().get("seed"));
    assertEquals(2L, seedOf(zoom));
  }

  @Test
  void calledDirectlyTheyTrainAndInPredictTheyRest() {
    NDArray x = IMAGES.asType(DType.FLOAT32);
    var layer = new RandomRotation(0.5).seed(1);
    assertNotEquals(x, layer.apply(x));
    assertEquals(x, layer.apply(x, false));
    try (var m = new Sequential()) {
      m.add(Input.of(5, 4, 3));
      m.add(new RandomRotation(0.5));
      m.add(new RandomTranslation(0.5, 0.5));
      m.add(new RandomContrast(0.5));
      assertEquals(x, m.predict(x, o -> o.verbose(0)));
      try (var p = m.predictor()) {
        assertEquals(x, p.predict(x));
        assertArrayEquals(x.get(1).toFloatArray(), p.predict(x.get(1).toFloatArray()));
      }
    }
  }

  @Test
  void randomCropKeepsTheSizeInInference() {
    var crop = new RandomCrop(3, 2);
    assertEquals(IMAGES, crop.apply(IMAGES, false));
    assertEquals("(2, 3, 2, 3)", crop.apply(IMAGES, true).shape().toString());
  }
}
