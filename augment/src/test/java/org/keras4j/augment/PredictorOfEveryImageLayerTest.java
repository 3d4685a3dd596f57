package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.layers.Layer;
import org.keras4j.parity.CoreLayerExamples;
import org.keras4j.parity.KnownNames;
import org.keras4j.parity.LayerExample;
import org.keras4j.parity.PredictorAgreement;

/** Each registered layer of this module in a predictor against {@code predict}. */
class PredictorOfEveryImageLayerTest {

  static List<LayerExample> examples() {
    List<LayerExample> all = new ArrayList<>();
    add(all, "CenterCrop", () -> new CenterCrop(3, 3));
    add(all, "CenterCrop larger", () -> new CenterCrop(7, 7));
    add(all, "CenterCrop higher", () -> new CenterCrop(8, 3));
    add(all, "CenterCrop wider", () -> new CenterCrop(2, 16));
    add(all, "FusedAffine", () -> new FusedAffine(new RandomRotation(0.1)));
    add(all, "RandomBrightness", () -> new RandomBrightness(0.1));
    add(all, "RandomContrast", () -> new RandomContrast(0.1));
    all.add(LayerExample.of("RandomCrop", () -> new RandomCrop(3, 3), 5, 6, 3));
    add(all, "RandomFlip", RandomFlip::new);
    add(all, "RandomRotation", () -> new RandomRotation(0.1));
    add(all, "RandomShear", () -> new RandomShear(0.1, 0.1));
    add(all, "RandomTranslation", () -> new RandomTranslation(0.1, 0.1));
    add(all, "RandomZoom", () -> new RandomZoom(0.1));
    add(all, "Rescaling", () -> new Rescaling(0.5));
    for (Interpolation i : Interpolation.values()) {
      String name = i.kerasName();
      add(all, "Resizing " + name, () -> new Resizing(3, 7).interpolation(name));
    }
    add(all, "Resizing cropped", () -> new Resizing(3, 7).cropToAspectRatio(true));
    add(all, "Resizing padded", () -> new Resizing(3, 7).padToAspectRatio(true));
    return all;
  }

  private static void add(List<LayerExample> all, String name, Supplier<Layer> layer) {
    LayerExample example = LayerExample.of(name, layer, 5, 6, 3).unknown(-1, -1, 3);
    all.add(example);
    all.add(example.ints());
  }

  @Test
  void noLayerIsWithoutAnExample() {
    Set<String> shown = new TreeSet<>();
    examples().forEach(e -> shown.add(e.className()));
    CoreLayerExamples.all().forEach(e -> shown.add(e.className()));
    assertEquals(KnownNames.of(Layer.KIND), shown);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void agreesWithPredict(LayerExample example) {
    PredictorAgreement.check(example);
  }
}
