package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.ndarray.NDArray;
import org.keras4j.parity.Fixtures;

/** What Python has exported predicts what it predicts in Python. */
class SavedModelParityTest {

  /** Returns a folder that {@code parity/saved_models.py} has made. */
  static Path folder(String name) {
    URL url = SavedModelParityTest.class.getResource("/saved_models/" + name + "/saved_model.pb");
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> predictsTheSame() {
    return Fixtures.tests("saved_models", SavedModelParityTest::check);
  }

  private static void check(JsonNode c) {
    String signature = c.get("signature").asText();
    try (Predictor p =
        Keras.loadSavedModel(folder(c.get("model").asText()), o -> o.signature(signature))) {
      List<NDArray> x =
          p.describe().inputNames().stream()
              .map(n -> Fixtures.array(c.get("inputs").get(n)))
              .toList();
      List<NDArray> got = p.predict(x);
      List<String> names = p.describe().outputNames();
      assertEquals(c.get("outputs").size(), names.size());
      for (int i = 0; i < names.size(); i++) {
        NDArray expected = Fixtures.array(c.get("outputs").get(names.get(i)));
        assertEquals(expected.dtype(), p.describe().outputs().get(i).dtype());
        assertEquals(expected.shape(), got.get(i).shape());
        assertTrue(got.get(i).allClose(expected, 1e-5, 1e-6), names.get(i));
      }
    }
  }
}
