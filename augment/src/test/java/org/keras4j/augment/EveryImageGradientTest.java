package org.keras4j.augment;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.layers.Layer;
import org.keras4j.parity.GradientCheck;
import org.keras4j.parity.GradientSubject;
import org.keras4j.parity.LayerExample;

/**
 * The gradient of each layer of this module, as a training step follows it, against differences of
 * its own outputs.
 */
class EveryImageGradientTest {

  private static final String NO_GRADIENT =
      "TensorFlow's C library has no gradient of projective transformations";

  /** What is refused behind weights, and why. */
  private static final Map<String, String> WITHOUT =
      Map.ofEntries(
          entry("FusedAffine", NO_GRADIENT),
          entry("RandomRotation", NO_GRADIENT),
          entry("RandomShear", NO_GRADIENT),
          entry("RandomTranslation", NO_GRADIENT),
          entry("RandomZoom", NO_GRADIENT),
          entry("Resizing area", "TensorFlow has no gradient of ResizeArea"));

  /** The examples, with colors between 0 and 1 as the inputs. */
  private static List<LayerExample> examples() {
    List<LayerExample> all = new ArrayList<>();
    for (LayerExample e : PredictorOfEveryImageLayerTest.examples()) {
      if (!e.name().endsWith("int32")) {
        all.add(withUnitColors(e));
      }
    }
    return all;
  }

  private static LayerExample withUnitColors(LayerExample e) {
    Supplier<Layer> unit =
        () -> {
          Layer layer = e.layer().get();
          if (layer instanceof ColorLayer<?> colors) {
            colors.valueRange(0, 1);
          }
          return layer;
        };
    return new LayerExample(e.name(), unit, e.dtype(), e.shapes(), e.unknown());
  }

  private static GradientSubject subject(LayerExample e, long seed) {
    return GradientSubject.of(e, e.shapes(), 0.2, 0.8, seed);
  }

  @TestFactory
  Stream<DynamicTest> isRightOrRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (LayerExample e : examples()) {
      names.add(e.className());
      if (WITHOUT.containsKey(e.name())) {
        refused.add(e.name());
        tests.add(DynamicTest.dynamicTest(e.name() + " is refused", () -> isRefused(e)));
      } else {
        tests.add(DynamicTest.dynamicTest(e.name(), () -> GradientCheck.check(s -> subject(e, s))));
      }
    }
    assertEquals(WITHOUT.keySet(), refused, "excuses of layers that do not exist");
    Set<String> registered = new TreeSet<>();
    new ImageLayers().entries().forEach(r -> registered.add(r.className()));
    assertEquals(registered, names);
    return tests.stream();
  }

  private static void isRefused(LayerExample e) {
    RuntimeException refusal =
        assertThrows(
            RuntimeException.class,
            () -> {
              try (GradientSubject s = subject(e, 1)) {
                GradientCheck.gradients(s);
              }
            });
    assertTrue(String.valueOf(refusal.getMessage()).contains("gradient"), refusal::getMessage);
  }
}
