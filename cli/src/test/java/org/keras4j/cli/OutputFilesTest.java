package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What cannot be written is refused before the work begins: here that is seen by samples that are
 * missing, which nobody comes to.
 */
class OutputFilesTest extends CommandTest {

  @Test
  void predictRefusesWhatCannotBeWritten() throws IOException {
    for (String wrong : unwritable("", ".npy")) {
      assertFails(wrong, "predict", model, "--x", path("none.npy"), "--out", wrong);
    }
  }

  @Test
  void fitRefusesWhatCannotBeWritten() throws IOException {
    String none = path("none.npy");
    for (String wrong : unwritable("f", ".keras")) {
      assertFails(wrong, "fit", model, "--x", none, "--y", y, "--out", wrong);
    }
    String out = path("t.keras");
    for (String wrong : unwritable("h", ".json")) {
      assertFails(wrong, "fit", model, "--x", none, "--y", y, "--out", out, "--history", wrong);
    }
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void convertAndExportRefuseWhatCannotBeWritten() throws IOException {
    String none = path("none.keras");
    for (String suffix : new String[] {".keras", ".weights.h5", ".weights.npz", ".json"}) {
      for (String wrong : unwritable(suffix, suffix)) {
        assertFails(wrong, "convert", none, wrong);
      }
    }
    assertFails(x, "export", none, "--saved-model", x);
    assertFails(x, "export", none, "--saved-model", x + "/sub/1");
  }

  /** Returns paths of a folder, below a file and, behind a link, below a file. */
  private List<String> unwritable(String name, String suffix) throws IOException {
    Path isFolder = Files.createDirectory(folder.resolve("folder" + name + suffix));
    Path link = folder.resolve("link" + name + suffix);
    Files.createSymbolicLink(link, folder.resolve("x.npy/behind" + suffix));
    return List.of(isFolder.toString(), path("x.npy/below" + suffix), link.toString());
  }

  @Test
  void whatIsNoFileStays() throws IOException, InterruptedException {
    assumeTrue(File.separatorChar == '/');
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFails("pipe", "predict", model, "--x", path("none.npy"), "--out", pipe.toString());
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void suffixesAreLookedAtFirst() {
    String none = path("none.npy");
    for (String wrong : new String[] {"t.h5", "t", "T.KERAS"}) {
      assertWrongCall(
          ".keras", "fit", model, "--x", none, "--y", y, "--out", folder.resolve(wrong).toString());
      assertWrongCall(".keras", "convert", path("none.keras"), path(wrong));
    }
  }

  @Test
  void theHistoryHasAFileOfItsOwn() {
    String out = path("t.keras");
    for (String same : new String[] {out, x, y, model}) {
      assertWrongCall(
          "same file", "fit", model, "--x", x, "--y", y, "--out", out, "--history", same);
    }
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void aModelCanTakeItsOwnPlaceAndFoldersAreMade() throws IOException {
    String history = path("new/folder/h.json");
    Run fit = Run.of("fit", model, "--x", x, "--y", y, "--out", model, "--history", history);
    assertEquals(0, fit.code(), fit.err());
    assertTrue(Files.readString(Path.of(history)).contains("loss"));
    Run json = Run.of("convert", model, path("other/folder/m.json"));
    assertEquals(0, json.code(), json.err());
    assertTrue(Files.exists(folder.resolve("other/folder/m.json")));
    Run predict = Run.of("predict", model, "--x", x, "--out", path("third/p.npy"));
    assertEquals(0, predict.code(), predict.err());
  }

  @Test
  void nothingIsLeftWhereItWasTried() throws IOException {
    Run run = Run.of("predict", model, "--x", path("none.npy"), "--out", path("p.npy"));
    assertEquals(1, run.code(), run.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void linksThatFormACycleAreToldForWhatTheyAre() throws IOException {
    Path one = folder.resolve("one.npy");
    Files.createSymbolicLink(one, Path.of("other.npy"));
    Files.createSymbolicLink(folder.resolve("other.npy"), Path.of("one.npy"));
    String loop = one.toString();
    Run run = Run.of("predict", model, "--x", loop, "--out", path("p.npy"));
    assertEquals(1, run.code());
    assertTrue(run.err().contains(loop), run.err());
    assertFalse(run.err().contains("written"), run.err());
    assertFails(loop + " cannot be written", "predict", model, "--x", x, "--out", loop);
  }
}
