package org.keras4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.tuner.FatalTrialException;

class DriverTransportTest {
  @TempDir Path temp;

  @Test
  void filesTravelUpToALimit() throws IOException {
    Path from = Files.createDirectories(temp.resolve("from"));
    Path to = Files.createDirectories(temp.resolve("to"));
    Files.write(from.resolve("a"), new byte[60]);
    Files.write(from.resolve("b"), new byte[40]);
    FileTransport enough = new DriverTransport(100);
    enough.receive(enough.send("0", from), to);
    assertEquals(60, Files.size(to.resolve("a")));
    assertEquals(40, Files.size(to.resolve("b")));
    String message =
        assertThrows(FatalTrialException.class, () -> new DriverTransport(99).send("0", from))
            .getMessage();
    assertTrue(message.contains("100 bytes, more than the 99"), message);
    assertTrue(message.contains("weightsVia"), message);
  }
}
