package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CacheLockTest {
  @TempDir Path dir;

  /** Locks a file, says so, and waits for a line of input. */
  private static final String OTHER_PROCESS =
      """
      import java.nio.channels.FileChannel;
      import java.nio.file.Path;
      import java.nio.file.StandardOpenOption;

      public class Other {
        public static void main(String[] args) throws Exception {
          try (var channel = FileChannel.open(Path.of(args[0]),
              StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            System.out.println("locked");
            System.in.read();
          }
        }
      }
      """;

  @Test
  void anotherProcessIsWaitedFor() throws Exception {
    Path target = dir.resolve("x.npz");
    Path source = java.nio.file.Files.writeString(dir.resolve("Other.java"), OTHER_PROCESS);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(),
                target + ".lock")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("locked", out.readLine());
      CompletableFuture<String> waiting = new CompletableFuture<>();
      Notices notices =
          new Notices(
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
                @Override
                public void println(String text) {
                  waiting.complete(text);
                }
              });
      CompletableFuture<Void> ours =
          CompletableFuture.runAsync(
              () -> {
                try (CacheLock lock = CacheLock.acquire(target, notices)) {
                  assertEquals(target, lock.target());
                  assertTrue(waiting.isDone());
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertTrue(waiting.get().contains(target.toString()));
      other.getOutputStream().write('\n');
      other.getOutputStream().flush();
      ours.get();
    } finally {
      other.destroy();
    }
  }
}
