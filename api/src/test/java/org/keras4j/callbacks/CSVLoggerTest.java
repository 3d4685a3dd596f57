package org.keras4j.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.parity.Fixtures;

class CSVLoggerTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> writesTheBytesThatKerasWrites() {
    return Fixtures.tests("csv_logger", this::replay);
  }

  private void replay(JsonNode c) throws IOException {
    Path file = Files.createTempDirectory(folder, "csv").resolve("log.csv");
    for (JsonNode run : c.get("runs")) {
      CSVLogger logger = new CSVLogger(file).append(c.get("config").path("append").asBoolean());
      if (c.get("config").has("separator")) {
        logger.separator(c.get("config").get("separator").asText().charAt(0));
      }
      logger.onTrainBegin();
      int epoch = 0;
      for (JsonNode logs : run) {
        Map<String, Double> values = new LinkedHashMap<>();
        logs.properties().forEach(e -> values.put(e.getKey(), CallbackDriver.number(e.getValue())));
        logger.onEpochEnd(epoch++, Logs.of(values));
      }
    }
    assertEquals(c.get("text").asText(), Files.readString(file));
  }

  @Test
  void theFileIsThereAfterEachEpochAndItsFolderIsMade() throws IOException {
    Path file = folder.resolve("a/b/log.csv");
    CSVLogger logger = new CSVLogger(file.toString());
    logger.onTrainBegin();
    assertEquals("", Files.readString(file));
    logger.onEpochEnd(0, Logs.of(Map.of("loss", 0.1)));
    assertEquals("epoch,loss,val_loss\r\n0,0.1,NA\r\n", Files.readString(file));
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Path file = Files.createDirectories(folder.resolve("taken.csv"));
    var e = assertThrows(UncheckedIOException.class, () -> new CSVLogger(file).onTrainBegin());
    assertTrue(e.getMessage().contains("taken.csv"), e.getMessage());
  }
}
