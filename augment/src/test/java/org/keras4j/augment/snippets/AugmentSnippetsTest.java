package org.keras4j.augment.snippets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.augment.FusedAffine;
import org.keras4j.augment.RandomRotation;
import org.keras4j.augment.RandomTranslation;
import org.keras4j.augment.RandomZoom;
import org.keras4j.ndarray.Shape;

class AugmentSnippetsTest {

  @Test
  void fusedAffine() {
    try (var model = new Sequential()) {
      model.add(Input.of(28, 28, 1));
      // snippet: fused-affine
      model.add(
          new FusedAffine(
              new RandomRotation(0.04).fillMode("nearest"),
              new RandomTranslation(0.04, 0.04).fillMode("nearest"),
              new RandomZoom(0.04).fillMode("nearest")));
      // end snippet
      assertEquals(Shape.of(Shape.UNKNOWN, 28, 28, 1), model.outputShape());
    }
  }
}
