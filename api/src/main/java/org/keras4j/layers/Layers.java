package org.keras4j.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.Config;
import org.keras4j.Layer;
import org.keras4j.internal.Names;

/**
 * Makes layers from what Keras writes about them: class name and config.
 *
 * <p>It knows the layers of this package and those of every {@link LayerCatalogue} on the class
 * path or module path.
 */
public final class Layers {

  /** Names that are not in this package's catalogue, and where they are. */
  private static final Map<String, Set<String>> ELSEWHERE =
      Map.of(
          "org.keras4j:keras4j-augment",
          Set.of(
              "CenterCrop",
              "RandomBrightness",
              "RandomContrast",
              "RandomCrop",
              "RandomFlip",
              "RandomRotation",
              "RandomShear",
              "RandomTranslation",
              "RandomZoom",
              "Rescaling",
              "Resizing"));

  private Layers() {}

  /** Loaded at the first use, because that is when other modules' layers must be there. */
  private static final class Known {
    private static final System.Logger LOG = System.getLogger("org.keras4j.layers");
    static final Catalogues ALL = load();

    private static Catalogues load() {
      Catalogues all = new Catalogues(text -> LOG.log(System.Logger.Level.WARNING, () -> text));
      all.add(new CoreLayers());
      all.addAll(ServiceLoader.load(LayerCatalogue.class).iterator());
      return all;
    }
  }

  /** Returns the class names that are known. */
  public static Set<String> classNames() {
    return Collections.unmodifiableSet(Known.ALL.types().keySet());
  }

  /**
   * Makes a layer.
   *
   * @param className Keras's class name, such as {@code "Conv2D"}
   * @param config what Keras's {@code get_config()} returns; keys with defaults may be absent
   * @throws IllegalArgumentException for an unknown class, naming the nearest ones and the artifact
   *     that may be missing; or for a wrong config, naming the key
   */
  public static Layer fromConfig(String className, Map<String, ?> config) {
    LayerType type = Known.ALL.types().get(className);
    if (type == null) {
      throw unknown(className);
    }
    for (String key : type.required()) {
      if (config.get(key) == null) {
        throw new IllegalArgumentException(
            "Config of " + className + ": '" + key + "' is missing; there is " + config.keySet());
      }
    }
    return Config.fill(type.blank().get(), config);
  }

  /**
   * Makes a layer from an object with the keys {@code class_name} and {@code config}.
   *
   * @throws IllegalArgumentException as in {@link #fromConfig}
   */
  @SuppressWarnings("unchecked")
  public static Layer fromObject(Map<String, ?> object) {
    Object name = object.get("class_name");
    Object config = object.get("config");
    if (!(name instanceof String className) || !(config == null || config instanceof Map)) {
      throw new IllegalArgumentException(
          "A layer is described by 'class_name' and 'config'; received " + object);
    }
    return fromConfig(className, config == null ? Map.of() : (Map<String, ?>) config);
  }

  /** Returns what {@link #fromObject} reads, as Keras writes it. */
  public static Map<String, @Nullable Object> toObject(Layer layer) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("module", "keras.layers");
    m.put("class_name", layer.className());
    m.put("config", layer.getConfig());
    m.put("registered_name", null);
    return m;
  }

  private static IllegalArgumentException unknown(String className) {
    for (Map.Entry<String, Set<String>> e : ELSEWHERE.entrySet()) {
      if (e.getValue().contains(className)) {
        return new IllegalArgumentException(
            "Layer class '"
                + className
                + "' is in the artifact "
                + e.getKey()
                + ", which is not on the class path or module path; add it to the dependencies"
                + Known.ALL.failures());
      }
    }
    List<String> names = Names.nearestFirst(className, Known.ALL.types().keySet());
    return new IllegalArgumentException(
        "Unknown layer class '"
            + className
            + "'. Did you mean '"
            + names.get(0)
            + "'? If it is one of your own or of another library, provide it by a LayerCatalogue."
            + " Known are: "
            + String.join(", ", names)
            + Known.ALL.failures());
  }
}
