package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.Input;
import org.keras4j.Keras;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;
import org.keras4j.ndarray.Npy;

/** A folder with a compiled model of two features and one output, samples and targets. */
abstract class CommandTest {

  static final NDArray X = NDArray.arange(140).asType(DType.FLOAT32).divide(140.).reshape(70, 2);
  static final NDArray Y = NDArray.arange(70).asType(DType.FLOAT32).reshape(70, 1);

  @TempDir Path folder;
  String model = "";
  String x = "";
  String y = "";

  @BeforeEach
  final void write() throws IOException {
    model = path("m.keras");
    x = path("x.npy");
    y = path("y.npy");
    Npy.write(Path.of(x), X);
    Npy.write(Path.of(y), Y);
    Keras.setRandomSeed(3);
    try (Sequential m = Sequential.of(Input.of(2), new Dense(3).activation("relu"), new Dense(1))) {
      m.compile(c -> c.optimizer("sgd").loss("mse").metrics("mae"));
      m.save(model);
    }
  }

  final String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Asserts that the command fails with one line, and nothing on standard output. */
  static void assertFails(String says, String... words) {
    Run run = Run.of(words);
    assertEquals(1, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("keras4j: "), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(says), run.err());
  }

  /** Asserts that the command was called in a wrong way, and says in which. */
  static void assertWrongCall(String says, String... words) {
    Run run = Run.of(words);
    assertEquals(2, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(says), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }
}
