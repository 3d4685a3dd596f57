package org.keras4j.layers;

import java.util.List;
import java.util.function.Supplier;
import org.keras4j.Layer;

/**
 * A class of layers that can be made from a config.
 *
 * @param className Keras's class name
 * @param blank makes a layer with any valid arguments, which the config then replaces
 * @param required the config's keys that have no default
 */
public record LayerType(String className, Supplier<? extends Layer> blank, List<String> required) {

  /** Makes a type. */
  public static LayerType of(
      String className, Supplier<? extends Layer> blank, String... required) {
    return new LayerType(className, blank, List.of(required));
  }
}
