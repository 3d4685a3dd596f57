package org.keras4j.augment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Catalogue;
import org.keras4j.core.ConfigReader;
import org.keras4j.core.Entry;
import org.keras4j.layers.Layer;

/** The layers of this package, for models that are loaded; found by {@code ServiceLoader}. */
public final class ImageLayers implements Catalogue {

  /** For {@code ServiceLoader}. */
  public ImageLayers() {}

  @Override
  public List<Entry<?>> entries() {
    return List.of(
        Layer.KIND.entry(CenterCrop.class, a -> new CenterCrop(height(a), width(a))),
        Layer.KIND
            .entry(
                FusedAffine.class,
                a -> new FusedAffine(a.objects("layers", Layer.KIND).toArray(Layer[]::new)))
            .inPackage("keras4j"),
        Layer.KIND.entry(RandomBrightness.class, a -> new RandomBrightness(factor(a, "factor"))),
        Layer.KIND.entry(RandomContrast.class, a -> new RandomContrast(factor(a, "factor"))),
        Layer.KIND.entry(RandomCrop.class, a -> new RandomCrop(height(a), width(a))),
        Layer.KIND.entry(
            RandomFlip.class,
            a -> a.has("mode") ? new RandomFlip(a.text("mode")) : new RandomFlip()),
        Layer.KIND.entry(RandomRotation.class, a -> new RandomRotation(factor(a, "factor"))),
        Layer.KIND.entry(
            RandomShear.class, a -> new RandomShear(shear(a, "x_factor"), shear(a, "y_factor"))),
        Layer.KIND.entry(
            RandomTranslation.class,
            a -> new RandomTranslation(factor(a, "height_factor"), factor(a, "width_factor"))),
        Layer.KIND.entry(
            RandomZoom.class,
            a -> new RandomZoom(factor(a, "height_factor"), factorOrNull(a, "width_factor"))),
        Layer.KIND.entry(Rescaling.class, a -> new Rescaling(a.value("scale", Rescaling::read))),
        Layer.KIND.entry(Resizing.class, a -> new Resizing(height(a), width(a))));
  }

  private static int height(ConfigReader a) {
    return a.integer("height");
  }

  private static int width(ConfigReader a) {
    return a.integer("width");
  }

  private static Factor factor(ConfigReader a, String key) {
    return a.value(key, Factor::fromConfig);
  }

  private static @Nullable Factor factorOrNull(ConfigReader a, String key) {
    return a.has(key) ? factor(a, key) : null;
  }

  private static Factor shear(ConfigReader a, String key) {
    return a.has(key) ? a.value(key, RandomShear::fromConfig) : Factor.of(0);
  }
}
