package org.keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.ndarray.NDArray;

/**
 * Whole models that versions of Keras wrote: they predict the same, and those in {@code .keras}
 * files go on training the same. parity/keras_files_fixtures.py makes the archives.
 */
class KerasFilesTest {

  @TempDir Path folder;

  private JsonNode unpack(String version) throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                KerasFilesTest.class.getResourceAsStream("models/keras-" + version + ".zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(e.getName()));
      }
    }
    return new ObjectMapper().readTree(folder.resolve("models.json").toFile());
  }

  private static NDArray array(JsonNode nested) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode n = nested; n.isArray(); n = n.get(0)) {
      shape.add((long) n.size());
    }
    List<Float> values = new ArrayList<>();
    collect(nested, values);
    float[] all = new float[values.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.get(i);
    }
    return NDArray.wrap(all, shape.stream().mapToLong(Long::longValue).toArray());
  }

  private static void collect(JsonNode nested, List<Float> to) {
    if (nested.isArray()) {
      nested.forEach(n -> collect(n, to));
    } else {
      to.add((float) nested.asDouble());
    }
  }

  private static List<NDArray> arrays(JsonNode list) {
    List<NDArray> all = new ArrayList<>();
    list.forEach(n -> all.add(array(n)));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3.0.5", "3.3.3", "3.6.0", "3.9.2", "3.15.1"})
  void modelsOfThisVersionPredictAndTrainOn(String version) throws IOException {
    int files = 0;
    for (JsonNode c : unpack(version)) {
      for (JsonNode name : c.get("files")) {
        files++;
        check(c, name.asText());
      }
    }
    assertTrue(files >= 3, files + " files");
  }

  private void check(JsonNode c, String file) {
    List<NDArray> x = arrays(c.get("x"));
    try (Model model = Keras.loadModel(folder.resolve(file))) {
      List<NDArray> predictions = model.predict(x, o -> o.verbose(0));
      List<NDArray> expected = arrays(c.get("predictions"));
      assertEquals(expected.size(), predictions.size());
      for (int i = 0; i < expected.size(); i++) {
        assertTrue(expected.get(i).allClose(predictions.get(i), 1e-5, 1e-6), file);
      }
      assertTrue(model.isCompiled(), file);
      // The optimizer goes on, also from a legacy file.
      List<Double> losses =
          model
              .fit(x, arrays(c.get("y")), o -> o.epochs(2).batchSize(4).shuffle(false).verbose(0))
              .get("loss");
      for (int i = 0; i < losses.size(); i++) {
        double loss = c.get("losses").get(i).asDouble();
        assertEquals(loss, losses.get(i), 1e-4 * loss, file);
      }
    }
  }
}
