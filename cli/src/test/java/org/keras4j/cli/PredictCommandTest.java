package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Model;
import org.keras4j.layers.Concatenate;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;

/** Several inputs and outputs of {@code predict}. */
class PredictCommandTest extends CommandTest {

  private String two = "";
  private String out = "";
  private String other = "";

  @BeforeEach
  void writeModel() {
    two = path("two.keras");
    out = path("a.npy");
    other = path("b.npy");
    var a = Input.of(2).name("a");
    var b = Input.of(2).name("b");
    var both = new Concatenate().apply(a, b);
    try (Model m = new Model(List.of(a, b), List.of(both, b))) {
      m.save(two);
    }
  }

  private Run predict(String first, String second) {
    return Run.of("predict", two, "--x", first, "--x", second, "--out", out, "--out", other);
  }

  @Test
  void partsOfBatchesBelongTogether() throws IOException {
    String minus = path("minus.npy");
    Npy.write(Path.of(minus), X.multiply(-1.));
    Run run = predict(x, minus);
    assertEquals(0, run.code(), run.err());
    NDArray expected = NDArray.concat(1, List.of(X, X.multiply(-1.)));
    assertTrue(expected.allClose(Npy.read(Path.of(out)), 0, 0));
    assertTrue(X.multiply(-1.).allClose(Npy.read(Path.of(other)), 0, 0));
  }

  @Test
  void inputsHaveTheSameNumberOfSamples() throws IOException {
    String fewer = path("fewer.npy");
    Npy.write(Path.of(fewer), X.slice(0, 32));
    for (String[] pair : new String[][] {{x, fewer}, {fewer, x}}) {
      Run run = predict(pair[0], pair[1]);
      assertEquals(1, run.code(), run.out());
      assertTrue(run.err().contains(x + ": 70"), run.err());
      assertTrue(run.err().contains(fewer + ": 32"), run.err());
    }
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void inputsHaveAnAxisOfSamples() throws IOException {
    String scalar = path("scalar.npy");
    Npy.write(Path.of(scalar), NDArray.of(3f).reshape());
    assertFails(scalar, "predict", model, "--x", scalar, "--out", out);
  }

  @Test
  void everyInputAndEveryOutputHasOneFile() {
    assertWrongCall("received it 1 time", "predict", two, "--x", x, "--out", out, "--out", other);
    assertWrongCall("[a, b]", "predict", two, "--x", x, "--out", out, "--out", other);
    assertWrongCall("received it 2 times", "predict", model, "--x", x, "--out", out, "--out", "b");
  }

  @Test
  void noOutputReplacesAnotherOneOrWhatIsRead() throws IOException {
    String again = folder.resolve("sub").resolve("..").resolve("a.npy").toString();
    for (String second : new String[] {out, again, x, two}) {
      byte[] before = Files.readAllBytes(Path.of(two));
      assertWrongCall(
          "same file", "predict", two, "--x", x, "--x", x, "--out", out, "--out", second);
      assertFalse(Files.exists(Path.of(out)));
      assertEquals(before.length, Files.size(Path.of(two)));
    }
    Files.createSymbolicLink(Path.of(other), Path.of("a.npy"));
    assertWrongCall("same file", "predict", two, "--x", x, "--x", x, "--out", out, "--out", other);
  }
}
