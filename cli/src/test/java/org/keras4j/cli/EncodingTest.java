package org.keras4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.keras4j.Input;
import org.keras4j.Sequential;
import org.keras4j.layers.Dense;

/** Names that are not ASCII survive any locale. */
class EncodingTest extends CommandTest {

  private void giveName() {
    try (Sequential m = Sequential.of(Input.of(2), new Dense(1).name("größe_☃"))) {
      m.compile(c -> c.optimizer("sgd").loss("mse"));
      m.save(model);
    }
  }

  @Test
  void resultsAreAscii() {
    giveName();
    Run run = Run.of("inspect", model);
    assertTrue(run.out().chars().allMatch(c -> c < 128), run.out());
    assertEquals("größe_☃", run.json().get("layers").get(1).get("name").asText());
  }

  @Test
  void withoutALocaleMessagesAreUtf8() throws Exception {
    assumeTrue(File.separatorChar == '/');
    giveName();
    File out = folder.resolve("out.txt").toFile();
    assertEquals(0, run(out, "summary", model), told());
    JsonNode result = new ObjectMapper().readTree(out);
    assertEquals("größe_☃", result.get("layers").get(0).get("name").asText());
    assertTrue(told().contains("größe_☃"), told());
  }

  @Test
  void aResultThatDoesNotGetThroughIsAFailure() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists());
    assertEquals(1, run(full, "inspect", model), told());
    assertTrue(told().startsWith("keras4j: "), told());
    assertTrue(told().contains("standard output"), told());
  }

  /** Runs the command as a process without a locale and returns its exit code. */
  private int run(File out, String... words) throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // Written by the build for the launcher.
    String path = Files.readString(classes.resolveSibling("runtime-path")).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classes + File.pathSeparator + path, Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out)
            .redirectError(folder.resolve("err.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, told());
    return process.exitValue();
  }

  private String told() throws IOException {
    return Files.readString(folder.resolve("err.txt"), UTF_8);
  }
}
