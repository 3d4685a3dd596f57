package org.keras4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.ndarray.DType;
import org.keras4j.ndarray.NDArray;

@Timeout(60)
class DatasetCacheTest {
  private static final List<NDArray> BOTH = List.of(SmallFiles.IMAGES, SmallFiles.LABELS);

  @TempDir Path dir;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path home;
  private Path cached;
  private byte[] published;

  @BeforeEach
  void publish() throws IOException {
    home = dir.resolve("home");
    cached = home.resolve("datasets/small.npz");
    published = SmallFiles.npz(dir, SmallFiles.arrays());
  }

  private List<NDArray> load(Loopback server, Path... folders) throws IOException {
    return cache(Duration.ofSeconds(20), folders).load("Small", file(server));
  }

  private RemoteFile file(Loopback server) throws IOException {
    return SmallFiles.npzFile(dir, server.uri("small.npz"));
  }

  private DatasetCache cache(Duration patience, Path... folders) {
    Notices notices = new Notices(new PrintStream(said, true, StandardCharsets.UTF_8));
    CacheHome places = new CacheHome(folders.length == 0 ? List.of(home) : List.of(folders));
    return new DatasetCache(
        places, new Downloader(patience, notices), notices, Duration.ofMillis(1));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private DatasetUnavailableException assertUnavailable(Loopback server, Path... folders) {
    return assertThrows(DatasetUnavailableException.class, () -> load(server, folders));
  }

  private void putIntoCache(byte[] bytes) throws IOException {
    Files.createDirectories(cached.getParent());
    Files.write(cached, bytes);
  }

  @Test
  void theFirstLoadDownloadsAndTheSecondNeedsNoNetwork() throws IOException {
    Loopback server = new Loopback(Loopback.bytes(published));
    assertEquals(BOTH, load(server));
    assertTrue(said().contains("Downloading data from " + server.uri("small.npz")), said());
    assertTrue(said().contains("━".repeat(20)), said());
    server.close();
    assertEquals(BOTH, load(server));
    assertEquals(1, server.requests());
    assertArrayEquals(published, Files.readAllBytes(cached));
    try (var files = Files.list(cached.getParent())) {
      assertEquals(
          List.of("small.npz", "small.npz.lock"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void gzippedFilesWorkTheSameWay() throws IOException {
    byte[] bytes =
        SmallFiles.idx(0x803, SmallFiles.IMAGES.shape(), SmallFiles.IMAGES.toByteArray());
    try (Loopback server = new Loopback(Loopback.bytes(bytes))) {
      RemoteFile file = SmallFiles.idxFile(dir, server.uri("images.gz"));
      DatasetCache cache = cache(Duration.ofSeconds(20));
      assertEquals(SmallFiles.IMAGES, cache.load("Small", file).get(0));
      assertEquals(SmallFiles.IMAGES, cache.load("Small", file).get(0));
      assertEquals(1, server.requests());
    }
  }

  @Test
  void damagedFilesAreFetchedAgain() throws IOException {
    byte[] flipped = published.clone();
    flipped[60] ^= 1;
    Map<String, NDArray> otherNumbers = SmallFiles.arrays();
    otherNumbers.put("y", SmallFiles.LABELS.add(1));
    Map<String, NDArray> otherShape = SmallFiles.arrays();
    otherShape.put("x", SmallFiles.IMAGES.reshape(5, 12));
    Map<String, NDArray> otherType = SmallFiles.arrays();
    otherType.put("y", SmallFiles.LABELS.asType(DType.INT64));
    List<byte[]> wrong =
        List.of(
            new byte[0],
            "<html>Please log in</html>".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(published, published.length - 10),
            flipped,
            SmallFiles.npz(dir, otherNumbers),
            SmallFiles.npz(dir, otherShape),
            SmallFiles.npz(dir, otherType),
            SmallFiles.npz(dir, Map.of("x", SmallFiles.IMAGES)));
    for (byte[] bytes : wrong) {
      putIntoCache(bytes);
      try (Loopback server = new Loopback(Loopback.bytes(published))) {
        assertEquals(BOTH, load(server));
        assertEquals(1, server.requests());
        assertArrayEquals(published, Files.readAllBytes(cached));
      }
    }
    assertTrue(said().contains("is unusable"), said());
  }

  @Test
  void theSameArraysInAnotherContainerAreAcceptedWithOneNote() throws IOException {
    Map<String, NDArray> more = SmallFiles.arrays();
    more.put("z", NDArray.of(1));
    putIntoCache(SmallFiles.npz(dir, more));
    try (Loopback server = new Loopback(Loopback.status(500))) {
      NDArray images = load(server).get(0);
      load(server);
      assertEquals(SmallFiles.IMAGES, images);
      assertEquals(0, server.requests());
    }
    assertEquals(1, said().lines().count(), said());
    assertTrue(said().contains("holds the same arrays"), said());
  }

  @Test
  void passingTroubleIsRetried() throws IOException {
    try (Loopback server =
        new Loopback(
            Loopback.status(503), Loopback.cutOff(published, 20), Loopback.bytes(published))) {
      assertEquals(BOTH, load(server));
      assertEquals(3, server.requests());
    }
  }

  @Test
  void aRefusalIsNotRetriedAndTheMessageSaysWhatToDo() throws IOException {
    putIntoCache(Arrays.copyOf(published, 100));
    try (Loopback server = new Loopback(Loopback.status(404))) {
      String message = assertUnavailable(server).getMessage();
      assertEquals(1, server.requests());
      for (String part :
          List.of(
              "Small is not available",
              server.uri("small.npz").toString(),
              cached.toString(),
              "unusable",
              "404",
              "KERAS_HOME")) {
        assertTrue(message.contains(part), message);
      }
    }
    assertEquals(100, Files.size(cached), "what was there stays there");
  }

  @Test
  void wrongDownloadsNeverReachTheCache() throws IOException {
    byte[] bad = published.clone();
    bad[60] ^= 1;
    try (Loopback server = new Loopback(Loopback.bytes(bad))) {
      assertUnavailable(server);
      assertEquals(3, server.requests());
      assertFalse(Files.exists(cached));
      assertFalse(Files.exists(cached.resolveSibling("small.npz.part")));
    }
  }

  @Test
  void noNetworkIsSaidPlainly() throws IOException {
    Loopback server = new Loopback(Loopback.status(500));
    server.close();
    String message = assertUnavailable(server).getMessage();
    assertTrue(message.contains("The download failed: "), message);
    assertTrue(message.contains("There is no file " + cached), message);
  }

  @Test
  void reasonsAreFoundBelowEmptyMessages() {
    Exception down = new ConnectException();
    down.initCause(new UnknownHostException("storage.googleapis.com"));
    assertTrue(Downloader.reason(down).contains("no network"), Downloader.reason(down));
    Exception full = new IOException(new UncheckedIOException(new IOException("disk full")));
    assertTrue(Downloader.reason(full).contains("disk full"), Downloader.reason(full));
    assertEquals("ConnectException", Downloader.reason(new ConnectException()));
  }

  @Test
  void aSilentServerIsGivenUp() throws IOException {
    try (Loopback server =
        new Loopback(Loopback.silence(published, 20), Loopback.bytes(published))) {
      DatasetCache cache = cache(Duration.ofMillis(300));
      assertEquals(BOTH, cache.load("Small", file(server)));
      assertEquals(2, server.requests());
      assertTrue(said().contains("sent nothing"), said());
    }
  }

  @Test
  void anEndlessAnswerIsGivenUp() throws IOException {
    try (Loopback server =
        new Loopback(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(new byte[1000]);
                Thread.sleep(1);
              }
            })) {
      String message = assertUnavailable(server).getMessage();
      assertTrue(message.contains("and more"), message);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsReplacedByATemporaryOne() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    Path readOnly = file.resolve("home");
    Path temporary = dir.resolve("temporary");
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      assertEquals(BOTH, load(server, readOnly, temporary));
      assertEquals(BOTH, load(server, readOnly, temporary));
      assertEquals(1, server.requests());
      assertTrue(Files.exists(temporary.resolve("datasets/small.npz")));
      assertTrue(said().contains("Nothing can be written to " + readOnly), said());
      String message = assertUnavailable(server, readOnly, file.resolve("other")).getMessage();
      assertTrue(message.contains("Nothing can be written to " + readOnly), message);
      assertEquals(1, server.requests());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void plantedLinksAreNotFollowed() throws IOException {
    Path victim = Files.writeString(dir.resolve("victim"), "dear");
    Path absent = dir.resolve("absent");
    Files.createDirectories(cached.getParent());
    Path part = cached.resolveSibling("small.npz.part");
    Path lock = cached.resolveSibling("small.npz.lock");
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      Files.createSymbolicLink(part, victim);
      assertEquals(BOTH, load(server));
      assertEquals("dear", Files.readString(victim));
      assertFalse(Files.isSymbolicLink(cached));
      assertArrayEquals(published, Files.readAllBytes(cached));

      Files.delete(cached);
      Files.delete(lock);
      Files.createSymbolicLink(lock, absent);
      String message = assertUnavailable(server).getMessage();
      assertTrue(message.contains(lock + " is a symbolic link"), message);
      assertFalse(Files.exists(absent), "nothing is made where the link leads");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theTemporaryFolderIsPrivateAndOurs() throws IOException {
    Path readOnly = Files.createFile(dir.resolve("file")).resolve("home");
    Path temporary = dir.resolve("temporary");
    Path inner = temporary.resolve("datasets");
    Files.createDirectories(inner);
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      assertEquals(BOTH, load(server, readOnly, temporary));
      for (Path folder : List.of(temporary, inner)) {
        assertEquals(
            "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
      }

      RemoteFile deeper =
          SmallFiles.npzFile(dir, server.uri("small.npz"), "datasets/a/b/small.npz");
      DatasetCache cache = cache(Duration.ofSeconds(20), readOnly, temporary);
      assertEquals(BOTH, cache.load("Small", deeper));
      assertTrue(Files.exists(inner.resolve("a/b/small.npz")));

      Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
      Path link = Files.createSymbolicLink(dir.resolve("link"), elsewhere);
      String message = assertUnavailable(server, readOnly, link).getMessage();
      assertTrue(message.contains(link + " is a link or a file"), message);
      Path half = Files.createDirectory(dir.resolve("half"));
      Files.createSymbolicLink(half.resolve("datasets"), elsewhere);
      message = assertUnavailable(server, readOnly, half).getMessage();
      assertTrue(message.contains("datasets is a link or a file"), message);
      try (var files = Files.list(elsewhere)) {
        assertEquals(List.of(), files.toList());
      }
    }
  }

  /** Only the administrator can give a folder away. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTemporaryFolderOfSomebodyElseIsNotUsed() throws IOException {
    assumeTrue(Files.getOwner(dir).getName().equals("root"));
    Path readOnly = Files.createFile(dir.resolve("file")).resolve("home");
    Path temporary = Files.createDirectory(dir.resolve("temporary"));
    Files.setOwner(
        temporary,
        dir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      String message = assertUnavailable(server, readOnly, temporary).getMessage();
      assertTrue(message.contains(temporary + " belongs to nobody and not to root"), message);
      assertEquals(0, server.requests());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoFileIsNotRead() throws Exception {
    Files.createDirectories(cached.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", cached.toString()).start().waitFor());
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      assertEquals(BOTH, load(server), "the pipe is replaced");
      Files.delete(cached);
      Files.createDirectory(cached);
      Files.createFile(cached.resolve("x"));
      String message = assertUnavailable(server).getMessage();
      assertTrue(message.contains(cached + " is a folder or a device"), message);
    }
  }

  @Test
  void manyThreadsDownloadOnce() throws Exception {
    try (Loopback server = new Loopback(Loopback.bytes(published))) {
      RemoteFile file = file(server);
      List<CompletableFuture<List<NDArray>>> loads =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> cache(Duration.ofSeconds(20)).load("Small", file)))
              .toList();
      for (var load : loads) {
        assertEquals(BOTH, load.get());
      }
      assertEquals(1, server.requests());
    }
  }

  @Test
  void anInterruptedThreadStopsAndStaysInterrupted() throws IOException {
    try (Loopback server = new Loopback(Loopback.silence(published, 20))) {
      RemoteFile file = file(server);
      DatasetCache cache = cache(Duration.ofSeconds(20));
      Thread.currentThread().interrupt();
      var e = assertThrows(DatasetUnavailableException.class, () -> cache.load("Small", file));
      assertTrue(Thread.interrupted());
      assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
    }
  }
}
