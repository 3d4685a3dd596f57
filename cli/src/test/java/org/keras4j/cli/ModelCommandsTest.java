package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.callbacks.History;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;

/** The subcommands for files of models. */
class ModelCommandsTest extends CommandTest {

  private JsonNode done(String... words) {
    Run run = Run.of(words);
    assertEquals(0, run.code(), run.err());
    return run.json();
  }

  @Test
  void predictWritesWhatPredictComputes() throws IOException {
    String out = folder.resolve("out.npy").toString();
    JsonNode result = done("predict", model, "--x", x, "--out", out);
    assertEquals(70, result.get("samples").asInt());
    assertEquals("[70,1]", result.get("outputs").get(0).get("shape").toString());
    try (Model m = Keras.loadModel(model)) {
      NDArray expected = m.predict(X, o -> o.verbose(0));
      assertTrue(expected.allClose(Npy.read(Path.of(out)), 1e-6, 1e-6));
    }
  }

  @Test
  void evaluatePrintsLossAndMetrics() {
    JsonNode result = done("evaluate", model, "--x", x, "--y", y);
    try (Model m = Keras.loadModel(model)) {
      var expected = m.evaluate(X, Y, o -> o.verbose(0));
      assertEquals(expected.loss(), result.get("loss").asDouble());
      assertEquals(expected.get("mae"), result.get("mae").asDouble());
    }
  }

  @Test
  void fitTrainsAsFitDoesAndSaves() throws IOException {
    Path out = folder.resolve("trained.keras");
    Path history = folder.resolve("h.json");
    JsonNode result =
        done(
            "fit",
            model,
            "--x",
            x,
            "--y",
            y,
            "--val-x",
            x,
            "--val-y",
            y,
            "--epochs",
            "2",
            "--batch-size",
            "16",
            "--seed",
            "5",
            "--out",
            out.toString(),
            "--history",
            history.toString());
    assertEquals(2, result.get("epochs").asInt());
    Keras.setRandomSeed(5);
    try (Model m = Keras.loadModel(model);
        Model trained = Keras.loadModel(out)) {
      History expected =
          m.fit(X, Y, o -> o.batchSize(16).epochs(2).validationData(X, Y).verbose(0));
      JsonNode losses = result.get("history").get("val_loss");
      assertEquals(expected.get("val_loss").get(1), losses.get(1).asDouble());
      assertTrue(m.predict(X).allClose(trained.predict(X), 1e-6, 1e-6));
    }
    assertTrue(Files.readString(history).contains("val_loss"));
  }

  @Test
  void aLossThatIsNoNumberIsJsonToo() throws IOException {
    Npy.write(Path.of(y), Y.multiply(Double.NaN));
    Path history = folder.resolve("h.json");
    JsonNode result =
        done("fit", model, "--x", x, "--y", y, "--out", model, "--history", history.toString());
    assertEquals("NaN", result.get("history").get("loss").get(0).asText());
    assertEquals("NaN", new ObjectMapper().readTree(history.toFile()).get("loss").get(0).asText());
  }

  @Test
  void summaryListsLayers() {
    Run run = Run.of("summary", model);
    assertEquals(0, run.code(), run.err());
    assertEquals(13, run.json().get("total_params").asInt());
    assertEquals("Dense", run.json().get("layers").get(0).get("class_name").asText());
    assertTrue(run.json().get("inputs").get(0).get("shape").get(0).isNull());
    assertTrue(run.err().contains("dense"), run.err());
  }

  @Test
  void inspectShowsWhatIsInAnArchiveAlsoOfUnknownClasses() throws IOException {
    JsonNode result = done("inspect", model);
    assertEquals("Sequential", result.get("class_name").asText());
    assertTrue(result.get("compiled").asBoolean());
    assertEquals("keras.layers", result.get("layers").get(0).get("module").asText());
    assertEquals("float32 (2, 3)", result.get("weights").get("layers/dense/vars/0").asText());
    Path damaged = folder.resolve("damaged.keras");
    Files.writeString(damaged, "nothing");
    Run run = Run.of("inspect", damaged.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("damaged.keras"), run.err());
  }

  @Test
  void exportAndConvertWriteOtherFormats() {
    Path saved = folder.resolve("saved");
    done("export", model, "--saved-model", saved.toString());
    String out = folder.resolve("out.npy").toString();
    done("predict", saved.toString(), "--x", x, "--out", out);
    for (String name : new String[] {"c.keras", "c.weights.h5", "c.weights.npz", "c.json"}) {
      Path target = folder.resolve(name);
      long bytes = done("convert", model, target.toString()).get("bytes").asLong();
      assertTrue(bytes > 0 && bytes == target.toFile().length(), name);
    }
  }

  @Test
  void mistakesAreToldOnStandardErrorWithTheirExitCodes() {
    Run missing = Run.of("summary", folder.resolve("no.keras").toString());
    assertEquals(1, missing.code());
    assertEquals("", missing.out());
    assertTrue(missing.err().startsWith("keras4j: "), missing.err());
    assertFalse(missing.err().contains("\tat "), missing.err());
    Run usage = Run.of("predict", model);
    assertEquals(2, usage.code());
    assertTrue(usage.err().contains("--x"), usage.err());
  }
}
