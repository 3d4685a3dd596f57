package org.keras4j.augment;

import java.util.List;
import org.keras4j.layers.LayerCatalogue;
import org.keras4j.layers.LayerType;

/** The layers of this package, for models that are loaded; found by {@code ServiceLoader}. */
public final class ImageLayers implements LayerCatalogue {

  /** For {@code ServiceLoader}. */
  public ImageLayers() {}

  @Override
  public List<LayerType> layers() {
    return List.of(
        LayerType.of("CenterCrop", () -> new CenterCrop(1, 1), "height", "width"),
        LayerType.of("FusedAffine", () -> new FusedAffine(new RandomRotation(0)), "layers"),
        LayerType.of("RandomBrightness", () -> new RandomBrightness(0), "factor"),
        LayerType.of("RandomContrast", () -> new RandomContrast(0), "factor"),
        LayerType.of("RandomCrop", () -> new RandomCrop(1, 1), "height", "width"),
        LayerType.of("RandomFlip", RandomFlip::new),
        LayerType.of("RandomRotation", () -> new RandomRotation(0), "factor"),
        LayerType.of("RandomShear", () -> new RandomShear(0, 0)),
        LayerType.of(
            "RandomTranslation",
            () -> new RandomTranslation(0, 0),
            "height_factor",
            "width_factor"),
        LayerType.of("RandomZoom", () -> new RandomZoom(0), "height_factor"),
        LayerType.of("Rescaling", () -> new Rescaling(1), "scale"),
        LayerType.of("Resizing", () -> new Resizing(1, 1), "height", "width"));
  }
}
