package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.layers.Conv2D;
import org.keras4j.ndarray.NDArray;

/** What is exported does not augment, as predictors do not. */
class ExportedAugmentationTest {

  @Test
  void augmentationIsGoneAndRescalingStays(@TempDir Path temp) {
    float[] pixels = new float[2 * 8 * 8 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 256;
    }
    NDArray x = NDArray.wrap(pixels, 2, 8, 8, 3);
    try (var m =
        Sequential.of(
            Input.of(8, 8, 3),
            new Rescaling(1 / 255.0),
            new RandomFlip(),
            new RandomRotation(0.5),
            new RandomZoom(0.4),
            new RandomTranslation(0.3, 0.3),
            new RandomContrast(0.9),
            new Conv2D(2, 3))) {
      m.export(temp.resolve("m"));
      try (var p = Keras.loadSavedModel(temp.resolve("m"))) {
        NDArray expected = m.predictOnBatch(x);
        assertEquals(expected, p.predict(x));
        assertEquals(expected, p.predict(x));
      }
    }
  }
}
