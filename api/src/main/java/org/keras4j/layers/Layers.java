package org.keras4j.layers;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keras4j.core.Catalogue;

/**
 * Makes layers from what Keras writes about them: class name and config.
 *
 * <p>It knows the layers of every {@link Catalogue} on the class path or module path, and those
 * that the application has registered.
 */
public final class Layers {

  private Layers() {}

  /** Returns the class names that are known. */
  public static Set<String> classNames() {
    return Layer.KIND.classNames();
  }

  /**
   * Makes a layer.
   *
   * @param className Keras's class name, such as {@code "Conv2D"}, or {@code package>Name} of a
   *     registered class
   * @param config what Keras's {@code get_config()} returns; keys with defaults may be absent
   * @throws IllegalArgumentException for an unknown class, naming the nearest ones and the artifact
   *     that may be missing; or for a wrong config, naming the key
   */
  public static Layer fromConfig(String className, Map<String, ?> config) {
    return Layer.KIND.fromConfig(className, config);
  }

  /**
   * Makes a layer from an object with the keys {@code class_name} and {@code config}.
   *
   * @throws IllegalArgumentException as in {@link #fromConfig}
   */
  public static Layer fromObject(Map<String, ?> object) {
    return Layer.KIND.read(object);
  }

  /** Returns what {@link #fromObject} reads, as Keras writes it. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> toObject(Layer layer) {
    return (Map<String, @Nullable Object>) Layer.KIND.write(layer);
  }
}
