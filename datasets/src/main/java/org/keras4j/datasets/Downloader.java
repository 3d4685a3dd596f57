package org.keras4j.datasets;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Fetches a file over HTTP, and gives up on a server that falls silent. */
final class Downloader {
  /** A server that sends this many times the expected size sends something else. */
  private static final int MOST = 4;

  private static final int POLL_MILLIS = 100;

  private final Duration patience;
  private final Notices notices;

  /**
   * Creates a downloader.
   *
   * @param patience the longest silence of the server, at the start and in between
   */
  Downloader(Duration patience, Notices notices) {
    this.patience = patience;
    this.notices = notices;
  }

  /** A server's answer that is not the file. */
  static final class StatusException extends IOException {
    @Serial private static final long serialVersionUID = 1L;
    private final int status;

    StatusException(int status) {
      super("the server answered with status " + status);
      this.status = status;
    }

    /** Whether the same question may get another answer a moment later. */
    boolean mayPass() {
      return status >= 500 || status == 408 || status == 429;
    }
  }

  /**
   * Fetches once, replacing the target.
   *
   * @throws IOException if the server cannot be reached, refuses, falls silent, or the target
   *     cannot be written; the target may then hold a part
   * @throws InterruptedException if the thread is interrupted
   */
  void fetch(URI origin, Path target, long expectedSize) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(origin).header("User-Agent", "keras4j").GET().build();
    AtomicLong received = new AtomicLong();
    notices.begin();
    try (FileChannel channel =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      FutureTask<HttpResponse<Void>> answer =
          new FutureTask<>(
              () ->
                  client.send(
                      request,
                      info ->
                          info.statusCode() == 200
                              ? BodySubscribers.ofByteArrayConsumer(
                                  part -> part.ifPresent(bytes -> write(channel, bytes, received)))
                              : BodySubscribers.discarding()));
      // Not sendAsync: it completes in the common pool, where the caller may be the only thread.
      Thread thread = new Thread(answer, "keras4j-download");
      thread.setDaemon(true);
      thread.start();
      try {
        int status = await(answer, received, expectedSize).statusCode();
        if (status != 200) {
          throw new StatusException(status);
        }
      } finally {
        answer.cancel(true);
      }
    }
  }

  /** Waits for the end while the bytes come in; draws the bar from this thread. */
  private HttpResponse<Void> await(
      FutureTask<HttpResponse<Void>> answer, AtomicLong received, long expectedSize)
      throws IOException, InterruptedException {
    long seen = 0;
    long lastChange = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Void> response = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        notices.progress(received.get(), expectedSize);
        return response;
      } catch (ExecutionException e) {
        throw new IOException(reason(e), e);
      } catch (TimeoutException e) {
        long now = received.get();
        if (now > seen) {
          seen = now;
          lastChange = System.nanoTime();
          notices.progress(now, expectedSize);
        } else if (System.nanoTime() - lastChange > patience.toNanos()) {
          throw new IOException(
              "the server sent nothing for %s s".formatted(patience.toMillis() / 1000.0), e);
        }
        if (now > MOST * expectedSize) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "the server sent %,d bytes and more, expected %,d",
                  now,
                  expectedSize),
              e);
        }
      }
    }
  }

  private static void write(FileChannel channel, byte[] bytes, AtomicLong received) {
    try {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      received.addAndGet(bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java's own message for a network that is down is "null"; the reason is further down. */
  static String reason(Throwable failure) {
    String text = "it failed";
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UncheckedIOException) {
        return "the file could not be written: " + each.getMessage();
      }
      if (each instanceof UnresolvedAddressException) {
        return "the server's name cannot be resolved (no network?)";
      }
      String type = each.getClass().getSimpleName();
      text = each.getMessage() == null ? type : type + ": " + each.getMessage();
    }
    return text;
  }
}
