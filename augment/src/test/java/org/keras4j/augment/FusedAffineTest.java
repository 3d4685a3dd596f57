package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.layers.Flatten;
import org.keras4j.layers.Layers;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

class FusedAffineTest {

  private static final NDArray IMAGES =
      NDArray.arange(2 * 6 * 6 * 2).reshape(2, 6, 6, 2).asType(DType.FLOAT32);

  private static Range only(double value) {
    return Range.of(value, value);
  }

  @Test
  void oneLayerIsThatLayer() {
    assertEquals(
        new RandomRotation(0.3).seed(5).apply(IMAGES),
        new FusedAffine(new RandomRotation(0.3).seed(5)).apply(IMAGES));
  }

  /** Quarter turns and shifts by whole pixels move pixels without mixing them. */
  @Test
  void theOrderOfTheLayersIsKept() {
    var expected =
        new RandomTranslation(only(1. / 6), only(0))
            .apply(new RandomRotation(only(.25)).apply(IMAGES));
    var other =
        new RandomRotation(only(.25))
            .apply(new RandomTranslation(only(1. / 6), only(0)).apply(IMAGES));
    var fused =
        new FusedAffine(new RandomRotation(only(.25)), new RandomTranslation(only(1. / 6), only(0)))
            .apply(IMAGES);
    assertArrayEquals(inner(expected), inner(fused), 1e-3f);
    assertNotEquals(inner(other)[0], inner(fused)[0], 1f);
  }

  /** Away from the border, where the ways of filling differ. */
  private static float[] inner(NDArray images) {
    return images
        .transpose(1, 2, 0, 3)
        .slice(1, -1)
        .transpose(1, 0, 2, 3)
        .slice(1, -1)
        .toFloatArray();
  }

  @Test
  void drawsWhatTheLayersWouldDrawAlone() {
    Keras.setRandomSeed(23);
    var rotation = new RandomRotation(.1);
    var zoom = new RandomZoom(.1);
    Keras.setRandomSeed(23);
    var fused = new FusedAffine(new RandomRotation(.1), new RandomZoom(.1));
    assertEquals(2, fused.variables().size());
    assertEquals(rotation.variables().get(0).value(), fused.variables().get(0).value());
    assertEquals(zoom.variables().get(0).value(), fused.variables().get(1).value());
  }

  @Test
  void restsInInference() {
    assertEquals(IMAGES, new FusedAffine(new RandomRotation(.3)).apply(IMAGES, false));
  }

  @Test
  void comesBackFromItsConfig() {
    var layer =
        new FusedAffine(
            new RandomRotation(.1).fillMode("nearest").seed(1),
            new RandomZoom(.2).fillMode("nearest").seed(2));
    var copy = Layers.fromObject(Layers.toObject(layer));
    assertEquals(layer.getConfig(), copy.getConfig());
    assertEquals(2, copy.variables().size());
    assertEquals(layer.apply(IMAGES), copy.apply(IMAGES));
  }

  @Test
  void refusesWhatCannotBeJoined() {
    var other = assertThrows(IllegalArgumentException.class, () -> new FusedAffine(new Flatten()));
    assertTrue(other.getMessage().contains("Flatten"), other.getMessage());
    var none = assertThrows(IllegalArgumentException.class, FusedAffine::new);
    assertTrue(none.getMessage().contains("at least one"), none.getMessage());
    var modes =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FusedAffine(new RandomRotation(.1), new RandomZoom(.1).fillMode("nearest")));
    assertTrue(modes.getMessage().contains("fillMode"), modes.getMessage());
  }
}
