package org.keras4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example runs, on few generated digits, and leaves its picture; mistakes are told early. */
class ExamplesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      return new CommandLine(Examples.ALL, System.out, new PrintStream(err, true, UTF_8)).run(args);
    } finally {
      System.setOut(before);
    }
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8).strip();
  }

  static Stream<String> names() {
    return Examples.ALL.stream().map(Example::name);
  }

  /** All but the one that prints only and the one that serves: see CurvesTest and ServeTest. */
  static Stream<String> drawing() {
    return names().filter(name -> !List.of("curves", "serve").contains(name));
  }

  @ParameterizedTest
  @MethodSource("drawing")
  void runsAndDraws(String name, @TempDir Path folder) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("example", name, "--data", "digits", "--images", "20", "--epochs", "1"));
    words.addAll(List.of("--output", folder.toString()));
    if (name.endsWith("-tuning")) {
      words.addAll(List.of("--trials", "1"));
    }
    int code = run(words.toArray(String[]::new));

    assertEquals(0, code, err());
    List<Path> pictures = pictures(folder, name);
    assertFalse(pictures.isEmpty(), "no picture");
    for (Path picture : pictures) {
      assertNotNull(ImageIO.read(picture.toFile()), picture.toString());
      assertTrue(out().contains("Picture: " + picture), out());
    }
  }

  private static List<Path> pictures(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches(name + ".*\\.png"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aLessonBeginsWithWhatItTeachesAndHasATable(@TempDir Path folder) {
    run(
        "example",
        "dropout",
        "--data",
        "digits",
        "--images",
        "20",
        "--epochs",
        "2",
        "--output",
        folder.toString());

    assertTrue(out().startsWith("Dropout. You will learn"), out());
    List<String> rows =
        out().lines().dropWhile(l -> !l.contains("training  validation     test")).toList();
    assertTrue(rows.get(1).matches("rate 0\\.0 +\\d+\\.\\d\\d% +\\d+\\.\\d\\d% .* 2 .*"), out());
    assertTrue(rows.get(4).startsWith("rate 0.8"), out());
  }

  @Test
  void theTuningLeavesItsThreePicturesAndItsReport(@TempDir Path folder) throws IOException {
    run(
        "quickstart",
        "--data",
        "digits",
        "--images",
        "20",
        "--epochs",
        "1",
        "--trials",
        "2",
        "--output",
        folder.toString());

    assertEquals(
        List.of(
            "mnist-tuning-confusion.png", "mnist-tuning-mistakes.png", "mnist-tuning-scores.png"),
        pictures(folder, "mnist-tuning").stream().map(f -> f.getFileName().toString()).toList());
    assertTrue(out().contains("Report: " + folder.resolve("mnist-tuning-report.html")), out());
    assertTrue(Files.readString(folder.resolve("mnist-tuning-report.html")).contains("factor"));
    assertTrue(out().contains("Results summary"), out());
    String last = out().lines().toList().get((int) out().lines().count() - 1);
    assertTrue(
        last.matches("Model 1: Hyperparameters: \\{factor=.*} Loss: .* Accuracy: .*%"), last);
  }

  @Test
  void anUnknownDataSetIsMetWithTheNearestOne() {
    assertEquals(2, run("example", "dropout", "--data", "fashion-mnits"));
    assertEquals(
        "keras4j: Unknown data set 'fashion-mnits'. Did you mean 'fashion-mnist'?"
            + " Valid names: fashion-mnist, digits, mnist",
        err());
    assertEquals("", out());
  }

  @Test
  void anUnknownExampleIsMetWithTheNearestOne() {
    assertEquals(2, run("example", "learning-rate-cosinus"));
    assertTrue(err().contains("Did you mean 'learning-rate-cosine'?"), err());
  }

  @Test
  void anUnknownOptionIsMetWithTheNearestOne() {
    assertEquals(2, run("example", "dropout", "--epoch", "1"));
    assertTrue(err().contains("Did you mean '--epochs'?"), err());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFolderThatCannotBeWrittenIsToldBeforeAnyTraining(String name, @TempDir Path folder)
      throws IOException {
    // Permissions do not stop an administrator; a file in the place of the folder does.
    Path file = Files.createFile(folder.resolve("occupied"));

    assertEquals(1, run("example", name, "--output", file.toString()));
    assertEquals("", out());
    assertEquals(
        "keras4j: cannot write into the folder "
            + file
            + " (it is a file); name another with --output FOLDER",
        err());
  }

  @Test
  void theListHasEachExampleOnce() {
    assertEquals(0, run("--list"));
    assertEquals(names().sorted().toList(), out().lines().map(l -> l.split(" ", 2)[0]).toList());
  }
}
