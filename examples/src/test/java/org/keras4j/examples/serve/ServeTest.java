package org.keras4j.examples.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.examples.support.FailedException;
import org.keras4j.examples.support.UsageException;

/** The service starts with what a person types. */
class ServeTest {

  @TempDir static Path folder;

  private static Path model;

  private static Serve train() {
    return Serve.start(
        "--data",
        "digits",
        "--images",
        "20",
        "--epochs",
        "1",
        "--port",
        "0",
        "--output",
        folder.toString());
  }

  @BeforeAll
  static void startsWithoutAModelOnTheLoopbackOnly() {
    try (Serve serve = train()) {
      assertEquals("127.0.0.1", serve.page().getHost());
    }
    model = folder.resolve("serve-digits.keras");
  }

  @Test
  void theTrainedModelIsKept() throws Exception {
    FileTime before = Files.getLastModifiedTime(model);
    train().close();
    assertEquals(before, Files.getLastModifiedTime(model));
  }

  @Test
  void aModelThatIsGivenNeedsNoFolder() {
    Serve.start("--model", model.toString(), "--port", "0", "--output", model.toString()).close();
  }

  @Test
  void aPortThatIsTakenIsTold() {
    try (Serve first = Serve.start("--model", model.toString(), "--port", "0")) {
      String port = Integer.toString(first.page().getPort());
      var e =
          assertThrows(
              FailedException.class,
              () -> Serve.start("--model", model.toString(), "--port", port));
      assertTrue(e.getMessage().startsWith("cannot listen at localhost:" + port), e.getMessage());
      assertTrue(e.getMessage().endsWith("see --port N"), e.getMessage());
    }
  }

  @Test
  void whatIsNoPortIsTold() {
    var e = assertThrows(UsageException.class, () -> Serve.start("--port", "65536"));
    assertEquals("--port needs a whole number from 0 to 65535; received '65536'", e.getMessage());
  }

  @Test
  void aHostThatIsNotThereIsTold() {
    var e = assertThrows(UsageException.class, () -> Serve.start("--host", "no.such.invalid"));
    assertEquals("--host: there is no host 'no.such.invalid'", e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Path none = folder.resolve("none.keras");
    var e =
        assertThrows(
            RuntimeException.class, () -> Serve.start("--model", none.toString(), "--port", "0"));
    assertTrue(e.getMessage().contains("none.keras"), e.getMessage());
  }
}
