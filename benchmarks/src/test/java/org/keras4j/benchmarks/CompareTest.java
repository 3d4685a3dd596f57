package org.keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {

  @Test
  void resumesWithWhatIsMeasuredAndRunsNothingTwice(@TempDir Path folder) throws Exception {
    Job ours = new Job("keras4j", "mlp256", "float32");
    Measurements measured = new Measurements();
    // No machine is so slow, so the figures can only be these.
    for (Job job : new Job[] {ours, ours.on("plain")}) {
      measured.add(1, job, JsonNodeFactory.instance.objectNode().put("ms_per_step", 1e6));
    }
    Path json = folder.resolve("table.md.json");
    measured.write(json);
    String before = Files.readString(json);

    String table =
        printed("--rows", "mlp256", "--rounds", "1", "--resume", "--output", folder + "/table.md");

    assertTrue(table.contains("| 1000000 (1000000–1000000) | 1.000 ok |"), table);
    assertEquals(before, Files.readString(json));
  }

  private static String printed(String... args) throws Exception {
    PrintStream console = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Compare.main(args);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
