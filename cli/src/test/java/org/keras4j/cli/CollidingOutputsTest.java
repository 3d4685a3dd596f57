package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Results that cannot be beside each other or beside what is read are refused before the work. */
class CollidingOutputsTest extends CommandTest {

  @Test
  void aFolderInPlaceOfAFileIsToldForWhatItIs() {
    String[] fit = {"fit", model, "--x", x, "--y", y, "--out", path("t.keras"), "--history", ""};
    fit[fit.length - 1] = folder.toString();
    assertFails("is a folder", fit);
    fit[3] = folder.toString();
    fit[fit.length - 1] = path("h.json");
    assertFails(folder.toString(), fit);
  }

  private void assertFitRefuses(String says, String out, String history) {
    assertWrongCall(
        says, "fit", model, "--x", x, "--y", y, "--out", path(out), "--history", path(history));
    assertFalse(Files.exists(folder.resolve(out)));
  }

  @Test
  void noResultIsInAFolderWithTheNameOfAnother() {
    assertFitRefuses("t.keras is in " + path("q"), "q/t.keras", "q");
    assertFitRefuses("t.keras is in " + path("none/../q"), "q/sub/../sub/t.keras", "none/../q");
    assertFitRefuses("h.json is in " + path("h/t.keras"), "h/t.keras", "h/t.keras/h.json");
    assertFalse(Files.exists(folder.resolve("q")));
  }

  @Test
  void namesThatOnlyBeginAlikeAreTwo() {
    String history = path("t.keras.json");
    String out = path("t.keras");
    Run fit = Run.of("fit", model, "--x", x, "--y", y, "--out", out, "--history", history);
    assertEquals(0, fit.code(), fit.err());
    assertTrue(Files.exists(Path.of(history)));
  }

  @Test
  void theFolderOfTheModelStaysAsItIs() throws IOException {
    String saved = path("saved");
    assertEquals(0, Run.of("export", model, "--saved-model", saved).code());
    Path graph = Path.of(saved, "saved_model.pb");
    byte[] before = Files.readAllBytes(graph);
    Path link = Files.createSymbolicLink(folder.resolve("link"), graph);
    for (String wrong : new String[] {graph.toString(), link.toString(), saved + "/new/y.npy"}) {
      assertWrongCall("is in " + saved, "predict", saved, "--x", x, "--out", wrong);
    }
    assertArrayEquals(before, Files.readAllBytes(graph));
    assertFalse(Files.exists(Path.of(saved, "new")));
    Run beside = Run.of("predict", saved, "--x", x, "--out", saved + "/../y2.npy");
    assertEquals(0, beside.code(), beside.err());
  }

  @Test
  void nothingIsAboveAFolderThatIsNotThere() {
    String none = path("none.npy");
    String missing = "there is no folder " + path("none") + ",";
    for (String up : new String[] {"none/../", "none/sub/../../"}) {
      String out = path(up + "t.keras");
      assertFails(missing, "fit", model, "--x", none, "--y", y, "--out", out);
      assertFails(missing, "convert", path("none.keras"), out);
      assertFails(missing, "predict", model, "--x", none, "--out", path(up + "p.npy"));
      assertFails(missing, "export", path("none.keras"), "--saved-model", path(up + "saved"));
    }
    assertFails(missing, "export", path("none.keras"), "--saved-model", path("none/.."));
  }
}
