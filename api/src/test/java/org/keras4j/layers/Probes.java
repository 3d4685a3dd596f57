package org.keras4j.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.Layer;

/** What tests in other packages may see of the package-private parts. */
public final class Probes {

  private Probes() {}

  /** Returns how layers are made before their config is read, by class name. */
  public static Map<String, Supplier<? extends Layer>> blankLayers() {
    Map<String, Supplier<? extends Layer>> blanks = new LinkedHashMap<>();
    new CoreLayers().layers().forEach(t -> blanks.put(t.className(), t.blank()));
    return blanks;
  }
}
