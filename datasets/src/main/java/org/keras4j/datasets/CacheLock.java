package org.keras4j.datasets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one file of the cache. Threads of this process wait in line; other processes
 * are kept out by a lock on an empty file beside the target, which stays, because removing it would
 * let two processes lock two different files of the same name.
 */
final class CacheLock implements AutoCloseable {
  /** One for all files: a file lock belongs to the process and cannot hold threads apart. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path target;
  private final FileChannel channel;

  private CacheLock(Path target, FileChannel channel) {
    this.target = target;
    this.channel = channel;
  }

  /**
   * Makes the target's folder and waits for the lock.
   *
   * @throws IOException if nothing can be written there
   */
  static CacheLock acquire(Path target, Notices notices) throws IOException {
    THREADS.lock();
    FileChannel channel = null;
    try {
      Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
      Files.createDirectories(Objects.requireNonNull(lockFile.getParent(), "a file has a folder"));
      channel = open(lockFile);
      lock(channel, target, notices);
      return new CacheLock(target, channel);
    } catch (IOException | RuntimeException e) {
      close(channel);
      THREADS.unlock();
      throw e;
    }
  }

  /** Follows no link, which somebody may have put there to have another file made. */
  private static FileChannel open(Path lockFile) throws IOException {
    if (Files.isSymbolicLink(lockFile)) {
      throw new IOException(lockFile + " is a symbolic link, which is not followed; delete it");
    }
    return FileChannel.open(
        lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private static void lock(FileChannel channel, Path target, Notices notices) {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        notices.say("Waiting for another process that is fetching " + target);
        channel.lock();
      }
    } catch (IOException e) {
      // Some network file systems have no locks. Moving the finished file into place is atomic, so
      // that two downloads at once only cost time.
      notices.say("No file locks in " + target.getParent() + "; going on without");
    }
  }

  /** The file that may be written while the lock is held. */
  Path target() {
    return target;
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written to it, and the operating system drops the lock in any case.
    }
  }

  @Override
  public void close() {
    close(channel);
    THREADS.unlock();
  }
}
