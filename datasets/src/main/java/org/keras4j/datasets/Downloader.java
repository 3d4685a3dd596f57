package org.keras4j.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
    AtomicLong received = new AtomicLong();
    notices.begin();
    // What is left of an earlier download may be a link that somebody put there.
    Files.deleteIfExists(target);
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FutureTask<Integer> answer = new FutureTask<>(() -> transfer(origin, channel, received));
      // A thread of its own, as this one draws the bar and can be interrupted.
      Thread thread = new Thread(answer, "keras4j-download");
      thread.setDaemon(true);
      thread.start();
      try {
        int status = await(answer, received, expectedSize);
        if (status != 200) {
          throw new StatusException(status);
        }
      } finally {
        answer.cancel(true);
      }
    }
  }

  /**
   * Writes what the server sends and returns its status. Not with the JDK's newer client, whose
   * threads stay until it is collected.
   */
  private int transfer(URI origin, FileChannel channel, AtomicLong received) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) origin.toURL().openConnection();
    try {
      connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
      // The thread that waits finds silence first; this ends the present one some time later.
      connection.setReadTimeout(Math.toIntExact(patience.toMillis() + 1000));
      connection.setRequestProperty("User-Agent", "keras4j");
      // There is one file; a connection that is kept for later has a thread for some seconds.
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      if (status == 200) {
        long promised = connection.getContentLengthLong();
        IOException broken = null;
        try (InputStream body = connection.getInputStream()) {
          byte[] part = new byte[1 << 14];
          for (int n = body.read(part); n >= 0; n = body.read(part)) {
            write(channel, ByteBuffer.wrap(part, 0, n));
            received.addAndGet(n);
          }
        } catch (IOException e) {
          // Newer JDKs notice a missing end themselves, and do not say how much is missing.
          broken = e;
        }
        if (received.get() < promised) {
          String text =
              String.format(Locale.ROOT, "it sent %,d of %,d bytes", received.get(), promised);
          throw new EOFException(text);
        }
        if (broken != null) {
          throw broken;
        }
      }
      return status;
    } finally {
      connection.disconnect();
    }
  }

  /** Waits for the end while the bytes come in; draws the bar from this thread. */
  private int await(FutureTask<Integer> answer, AtomicLong received, long expectedSize)
      throws IOException, InterruptedException {
    long seen = 0;
    long lastChange = System.nanoTime();
    while (true) {
      try {
        int status = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        notices.progress(received.get(), expectedSize);
        return status;
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

  private static void write(FileChannel channel, ByteBuffer part) {
    try {
      while (part.hasRemaining()) {
        channel.write(part);
      }
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
      if (each instanceof UnknownHostException) {
        return "the server's name cannot be resolved (no network?)";
      }
      String type = each.getClass().getSimpleName();
      text = each.getMessage() == null ? type : type + ": " + each.getMessage();
    }
    return text;
  }
}
