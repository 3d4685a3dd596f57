package org.keras4j.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.internal.Json;
import org.keras4j.parity.Fixtures;

/** Models of the real Keras with image layers, read from their JSON and written again. */
class ImageModelConfigsTest {

  @TestFactory
  Stream<DynamicTest> areReadAndWrittenAsByKeras() {
    return Fixtures.tests(
        "model_configs",
        c -> {
          String json = c.get("json").asText();
          try (Model model = Keras.modelFromJson(json)) {
            assertEquals(plain(json), plain(model.toJson()));
          }
        });
  }

  /** The order of keys says nothing, and whole numbers may be written as others. */
  private static Object plain(String json) {
    return Json.read(json.replaceAll("([0-9])[.]0\\b", "$1"));
  }
}
