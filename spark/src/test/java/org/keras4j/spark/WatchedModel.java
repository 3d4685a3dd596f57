package org.keras4j.spark;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.HyperParameters;

/**
 * Writes down each training. One of those after the file {@code go} is there names its process in
 * {@code victim} when an epoch has ended, and waits to be killed.
 */
final class WatchedModel extends HyperModel implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final String folder;

  WatchedModel(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public Model build(HyperParameters hp) {
    return Blobs.build(hp);
  }

  @Override
  public History fit(HyperParameters hp, Model model, FitOptions options) {
    try {
      String line = ProcessHandle.current().pid() + " " + hp.values() + "\n";
      Files.writeString(
          Path.of(folder, "trainings"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return model.fit(options.callbacks(new Victim()));
  }

  private final class Victim extends Callback {
    @Override
    public void onEpochEnd(int epoch, Logs logs) {
      if (!Files.exists(Path.of(folder, "go"))) {
        return;
      }
      try {
        Files.writeString(
            Path.of(folder, "victim"),
            "" + ProcessHandle.current().pid(),
            StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        LockSupport.parkNanos(1_000_000_000);
      }
    }
  }
}
