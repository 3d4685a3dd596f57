package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.keras4j.Keras;
import org.keras4j.Model;

/** Models with a loss of one's own, and what goes with a model where it is converted. */
class CompileConfigTest extends CommandTest {

  private void giveOwnLoss() throws IOException {
    Archives.edit(Path.of(model), "config.json", json -> json.replace("\"mse\"", "\"my_loss\""));
  }

  @Test
  void summaryNeedsNoLoss() throws IOException {
    giveOwnLoss();
    Run run = Run.of("summary", model);
    assertEquals(0, run.code(), run.err());
    assertEquals(13, run.json().get("total_params").asInt());
    assertTrue(run.json().get("compiled").asBoolean());
    assertTrue(run.err().contains("my_loss"), run.err());
    assertTrue(Run.of("inspect", model).json().get("compiled").asBoolean());
  }

  @Test
  void weightsAndConfigNeedNoLoss() throws IOException {
    giveOwnLoss();
    for (String name : new String[] {"c.weights.h5", "c.weights.npz", "c.json"}) {
      Run run = Run.of("convert", model, path(name));
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("my_loss"), run.err());
      assertTrue(Files.size(folder.resolve(name)) > 0, name);
    }
    Run export = Run.of("export", model, "--saved-model", path("saved"));
    assertEquals(0, export.code(), export.err());
  }

  @Test
  void wholeModelsAreConvertedWithoutItOnDemand() throws IOException {
    giveOwnLoss();
    Path out = folder.resolve("c.keras");
    Run refused = Run.of("convert", model, out.toString());
    assertEquals(1, refused.code(), refused.out());
    assertTrue(refused.err().contains("my_loss"), refused.err());
    assertTrue(refused.err().contains("--no-compile"), refused.err());
    assertFalse(Files.exists(out));
    Run run = Run.of("convert", "--no-compile", model, out.toString());
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    try (Model m = Keras.loadModel(out)) {
      assertFalse(m.isCompiled());
      assertEquals(13, m.countParams());
    }
  }

  @Test
  void theStateOfTheOptimizerGoesWithTheWeights() throws IOException {
    String trained = path("t.keras");
    assertEquals(0, Run.of("fit", model, "--x", x, "--y", y, "--out", trained).code());
    Path with = folder.resolve("with.weights.h5");
    Path without = folder.resolve("without.weights.h5");
    assertEquals(0, Run.of("convert", trained, with.toString()).code());
    assertEquals(0, Run.of("convert", trained, without.toString(), "--no-compile").code());
    assertTrue(Run.of("inspect", with.toString()).out().contains("optimizer"));
    assertFalse(Run.of("inspect", without.toString()).out().contains("optimizer"));
  }

  @Test
  void aFaultElsewhereIsNotTakenForOneOfTheCompileConfig() throws IOException {
    Archives.edit(Path.of(model), "config.json", json -> json.replace("\"Dense\"", "\"Dances\""));
    for (String[] words :
        new String[][] {{"summary", model}, {"convert", model, path("c.keras")}}) {
      Run run = Run.of(words);
      assertEquals(1, run.code(), run.out());
      assertTrue(run.err().contains("Dances"), run.err());
      assertFalse(run.err().contains("--no-compile"), run.err());
    }
  }
}
