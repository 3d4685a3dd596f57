package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.Layer;
import org.keras4j.parity.HostileCalls;

/** No image layer takes nonsense without a word or answers with a riddle. */
class HostileCallsTest {

  @Test
  void areAnsweredPlainly() throws Exception {
    HostileCalls calls =
        new HostileCalls()
            .with(String.class, () -> "horizontal")
            .with(Range.class, () -> Range.of(0.1, 0.2))
            .with(double[].class, () -> new double[] {1})
            .with(Layer[].class, () -> new Layer[] {new RandomRotation(0.1)})
            .with(CenterCrop.class, () -> new CenterCrop(1, 1))
            .with(FusedAffine.class, () -> new FusedAffine(new RandomRotation(0.1)))
            .with(RandomBrightness.class, () -> new RandomBrightness(0.1))
            .with(RandomContrast.class, () -> new RandomContrast(0.1))
            .with(RandomCrop.class, () -> new RandomCrop(1, 1))
            .with(RandomFlip.class, RandomFlip::new)
            .with(RandomRotation.class, () -> new RandomRotation(0.1))
            .with(RandomShear.class, () -> new RandomShear(0.1, 0.1))
            .with(RandomTranslation.class, () -> new RandomTranslation(0.1, 0.1))
            .with(RandomZoom.class, () -> new RandomZoom(0.1))
            .with(Rescaling.class, () -> new Rescaling(2))
            .with(Resizing.class, () -> new Resizing(1, 1));
    Set<String> wrong = calls.ask(ImageLayer.class);
    // The layers say which bounds they take, as in ArgumentsTest.
    wrong.removeIf(w -> w.contains("Range[double, double]") || w.contains("Range.of"));
    assertTrue(calls.calls() > 200, "" + calls.calls());
    assertEquals(Set.of(), wrong, () -> String.join("\n", wrong));
  }
}
