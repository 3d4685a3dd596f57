package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.keras4j.core.Catalogue;

/** The tests of this module run as part of its Java module. */
class ModuleTest {
  @Test
  void runsInItsModule() {
    assertEquals("org.keras4j.augment", ModuleTest.class.getModule().getName());
  }

  /** On the module path module-info names the catalogue of layers, on the class path this file. */
  @Test
  void isFoundOnTheClassPathToo() throws IOException {
    String file = "/META-INF/services/" + Catalogue.class.getName();
    try (InputStream in = ImageLayers.class.getResourceAsStream(file)) {
      String provider = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(ImageLayers.class.getName(), provider);
    }
  }
}
