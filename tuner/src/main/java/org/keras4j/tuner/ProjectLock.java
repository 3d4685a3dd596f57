package org.keras4j.tuner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.FileErrors;

/**
 * The right to write in a project's folder, which one oracle at a time has: a lock on a file, which
 * the operating system takes back when the process dies. The file stays, because removing it would
 * let two processes lock two different files of the same name; it tells who has the lock.
 */
final class ProjectLock {
  static final String FILE = "search.lock";

  // Behind the text: on Windows nobody else may read what is locked.
  private static final long LOCKED_BYTE = 1 << 20;

  /**
   * Who holds which folder in this process. A file lock belongs to the whole process, and on POSIX
   * it is lost when any channel of its file is closed, so no second one may even be opened.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path folder;
  private @Nullable Path key;
  private @Nullable FileChannel channel;
  private int depth;

  ProjectLock(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes the lock, or counts once more if it is held.
   *
   * @return whether it was taken now
   * @throws IllegalStateException if somebody else has it
   */
  synchronized boolean acquire() {
    if (depth++ > 0) {
      return false;
    }
    // A thread that was interrupted has results to save, but its channels would be closed.
    boolean interrupted = Thread.interrupted();
    try {
      take();
      return true;
    } catch (RuntimeException e) {
      depth = 0;
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void take() {
    String own = description();
    Path real;
    try {
      Files.createDirectories(folder);
      real = folder.toRealPath();
    } catch (IOException e) {
      throw SavingException.of("The project's folder " + folder + " cannot be made", e);
    }
    String holder = HELD.putIfAbsent(real, own);
    if (holder != null) {
      throw inUse("another tuner or oracle of this process, " + holder);
    }
    boolean taken = false;
    try {
      open(own);
      key = real;
      taken = true;
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  private void open(String own) {
    Path file = folder.resolve(FILE);
    FileChannel opened = null;
    try {
      opened =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      if (lock(opened)) {
        opened.truncate(0);
        opened.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)));
        channel = opened;
        opened = null;
        return;
      }
    } catch (IOException e) {
      throw SavingException.of("The lock " + file + " of the search cannot be written", e);
    } finally {
      close(opened);
    }
    throw inUse(read(file));
  }

  private boolean lock(FileChannel opened) {
    try {
      FileLock lock = opened.tryLock(LOCKED_BYTE, 1, false);
      return lock != null;
    } catch (IOException e) {
      // Some network file systems have none. That nobody has written is looked at in any case.
      System.getLogger("org.keras4j.tuner")
          .log(
              System.Logger.Level.WARNING,
              "There are no file locks in "
                  + folder
                  + "; see to it that one process at a time searches there",
              e);
      return true;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "another process";
    }
  }

  private IllegalStateException inUse(String holder) {
    return new IllegalStateException(
        "The project "
            + folder
            + " is in use by "
            + holder
            + ". Wait until that search has ended, or use another projectName or directory");
  }

  private static String description() {
    return "process "
        + ProcessHandle.current().pid()
        + " on "
        + Host.NAME
        + ", thread \""
        + Thread.currentThread().getName()
        + "\", since "
        + LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Gives back what {@link #acquire} took; the lock is free after as many calls. */
  synchronized void release() {
    if (--depth == 0) {
      close(channel);
      channel = null;
      if (key != null) {
        HELD.remove(key);
      }
      key = null;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw FileErrors.unchecked("The lock of the search cannot be closed", e);
    }
  }

  /** Looked up once, as it may take a while. */
  private static final class Host {
    static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "this machine";
      }
    }
  }
}
