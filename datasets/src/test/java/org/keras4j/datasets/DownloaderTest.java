package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {

  @TempDir Path dir;

  private final Downloader downloader =
      new Downloader(
          Duration.ofSeconds(1), new Notices(new PrintStream(PrintStream.nullOutputStream())));

  /** Threads that hold what started them. The JDK's for connections do not, and end soon. */
  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(n -> n.matches("HttpClient.*|keras4j-.*"))
        .forEach(names::add);
    return names;
  }

  @Test
  void noThreadStaysBehindADownload() throws Exception {
    byte[] body = {1, 2, 3, 4};
    Path target = dir.resolve("file");
    List<Loopback.Answer> failing =
        List.of(Loopback.status(404), Loopback.cutOff(body, 2), Loopback.silence(body, 2));
    try (Loopback server = new Loopback(Loopback.bytes(body))) {
      downloader.fetch(server.uri("file"), target, body.length);
      assertArrayEquals(body, Files.readAllBytes(target));
    }
    for (Loopback.Answer answer : failing) {
      try (Loopback server = new Loopback(answer)) {
        assertThrows(
            IOException.class, () -> downloader.fetch(server.uri("file"), target, body.length));
      }
    }
    for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertEquals(Set.of(), threads());
  }

  @Test
  void aBodyThatEndsTooEarlyIsAFailure() throws Exception {
    byte[] body = {1, 2, 3, 4};
    try (Loopback server = new Loopback(Loopback.cutOff(body, 2))) {
      String message =
          assertThrows(
                  IOException.class,
                  () -> downloader.fetch(server.uri("file"), dir.resolve("file"), body.length))
              .getMessage();
      assertTrue(message.contains("2 of 4 bytes"), message);
    }
  }
}
