package org.keras4j.datasets;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.ndarray.NDArray;

/**
 * Finds the files of data sets, and fetches those that are missing or damaged. Nothing leaves here
 * unverified.
 */
final class DatasetCache {
  private static final int ATTEMPTS = 3;

  private final CacheHome home;
  private final Downloader downloader;
  private final Notices notices;
  private final Duration pause;

  /**
   * Creates a cache.
   *
   * @param pause the wait before the second attempt to download; each further one waits three times
   *     as long
   */
  DatasetCache(CacheHome home, Downloader downloader, Notices notices, Duration pause) {
    this.home = home;
    this.downloader = downloader;
    this.notices = notices;
    this.pause = pause;
  }

  static DatasetCache standard() {
    Notices notices = Notices.standard();
    return new DatasetCache(
        CacheHome.standard(),
        new Downloader(Duration.ofSeconds(20), notices),
        notices,
        Duration.ofSeconds(1));
  }

  /**
   * Returns a file's arrays, in the order of {@link RemoteFile#contents()}.
   *
   * @param dataset the data set's name, for messages
   * @throws DatasetUnavailableException if they are neither here nor to be had
   */
  List<NDArray> load(String dataset, RemoteFile file) {
    List<String> findings = new ArrayList<>();
    for (Path folder : home.folders()) {
      List<NDArray> arrays = open(folder.resolve(file.cachePath()), file, findings);
      if (arrays != null) {
        return arrays;
      }
    }
    for (Path folder : home.folders()) {
      Path target = folder.resolve(file.cachePath());
      try (CacheLock lock = acquire(folder, target)) {
        // Whoever held the lock before may have fetched it.
        List<NDArray> arrays = open(lock.target(), file, new ArrayList<>());
        return arrays != null ? arrays : fetch(dataset, lock.target(), file, findings);
      } catch (IOException e) {
        String finding = "Nothing can be written to %s (%s).".formatted(target.getParent(), e);
        findings.add(finding);
        notices.sayOnce(finding);
      }
    }
    throw unavailable(dataset, file, findings, new IOException("no folder to write to"));
  }

  private CacheLock acquire(Path folder, Path target) throws IOException {
    if (home.isShared(folder)) {
      PrivateFolder.make(folder, Objects.requireNonNull(target.getParent(), "a file has a folder"));
    }
    return CacheLock.acquire(target, notices);
  }

  private @Nullable List<NDArray> open(Path path, RemoteFile file, List<String> findings) {
    if (!Files.exists(path)) {
      findings.add("There is no file %s.".formatted(path));
      return null;
    }
    if (!Files.isRegularFile(path)) {
      // Reading a pipe would wait for ever.
      findings.add("%s is a folder or a device and no file.".formatted(path));
      return null;
    }
    try {
      VerifiedFile verified = VerifiedFile.open(path, file);
      if (!verified.original()) {
        notices.sayOnce(
            "%s is not the file that Keras publishes, but it holds the same arrays; using it."
                .formatted(path));
      }
      return verified.arrays();
    } catch (IOException e) {
      String finding = "The file %s is unusable: %s.".formatted(path, text(e));
      findings.add(finding);
      notices.sayOnce(finding);
      return null;
    }
  }

  private List<NDArray> fetch(String dataset, Path target, RemoteFile file, List<String> findings) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    IOException failure = new IOException("no attempt was made");
    boolean again = true;
    for (int attempt = 1; again && attempt <= ATTEMPTS; attempt++) {
      try {
        pauseBefore(attempt);
        notices.say("Downloading data from " + file.origin());
        downloader.fetch(file.origin(), part, file.size());
        VerifiedFile verified = VerifiedFile.open(part, file);
        moveIntoPlace(part, target);
        return verified.arrays();
      } catch (IOException e) {
        failure = e;
        again = !(e instanceof Downloader.StatusException status) || status.mayPass();
        notices.say(String.format(Locale.ROOT, "Attempt %d failed: %s", attempt, text(e)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        findings.add("The thread was interrupted.");
        throw unavailable(dataset, file, findings, e);
      } finally {
        deleteQuietly(part);
      }
    }
    findings.add("The download failed: %s.".formatted(text(failure)));
    throw unavailable(dataset, file, findings, failure);
  }

  private void pauseBefore(int attempt) throws InterruptedException {
    if (attempt > 1) {
      Thread.sleep(pause.toMillis() * (attempt == 2 ? 1 : 3));
    }
  }

  private static void moveIntoPlace(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Some exceptions say everything by their names. */
  private static String text(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The next download writes over it.
    }
  }

  private DatasetUnavailableException unavailable(
      String dataset, RemoteFile file, List<String> findings, Exception cause) {
    return new DatasetUnavailableException(
        "%s is not available: %s could not be had from %s. %s %s"
            .formatted(
                dataset,
                file.cachePath(),
                file.origin(),
                String.join(" ", findings),
                "Connect this machine to the network; or copy the file from another machine to %s;"
                        .formatted(home.folders().get(0).resolve(file.cachePath()))
                    + " or set KERAS_HOME to a folder that has it as %s"
                        .formatted(file.cachePath())),
        cause);
  }
}
