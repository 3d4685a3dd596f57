package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
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
    OwnProcess command = new OwnProcess(folder);
    assertEquals(0, command.run(out, "summary", model), command.told());
    JsonNode result = new ObjectMapper().readTree(out);
    assertEquals("größe_☃", result.get("layers").get(0).get("name").asText());
    assertTrue(command.told().contains("größe_☃"), command.told());
  }

  @Test
  void aResultThatDoesNotGetThroughIsAFailure() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists());
    OwnProcess command = new OwnProcess(folder);
    assertEquals(1, command.run(full, "inspect", model), command.told());
    assertTrue(command.told().startsWith("keras4j: "), command.told());
    assertTrue(command.told().contains("standard output"), command.told());
  }
}
