package org.keras4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.AtomicFiles;

/**
 * The files of a search, laid out as by KerasTuner: {@code oracle.json}, one {@code
 * trial_ID/trial.json} for each trial, and one file for each tuner.
 */
final class ProjectFiles {
  private final Path folder;

  ProjectFiles(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path oracleFile() {
    return folder.resolve("oracle.json");
  }

  Path tunerFile(String tunerId) {
    return folder.resolve(tunerId + ".json");
  }

  Path trialFolder(String trialId) {
    return folder.resolve("trial_" + trialId);
  }

  private Path trialFile(String trialId) {
    return trialFolder(trialId).resolve("trial.json");
  }

  void saveOracle(Map<String, ? extends @Nullable Object> state) {
    write(oracleFile(), Json.write(state));
  }

  void saveTrial(Trial trial) {
    write(trialFile(trial.trialId()), Json.write(trial.getState()));
  }

  void saveTuner(String tunerId) {
    write(tunerFile(tunerId), "{}");
  }

  JsonObject readOracle() {
    return readJson(oracleFile());
  }

  static JsonObject readJson(Path file) {
    return Json.read(read(file), file.toString());
  }

  /** Reads every trial, in the order of their numbers. */
  List<Trial> readTrials() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith("trial_"))
          .map(child -> child.resolve("trial.json"))
          .filter(Files::exists)
          .sorted()
          .map(file -> Trial.fromState(readJson(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The trials in " + folder + " cannot be listed.", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The search file " + file + " cannot be read.", e);
    }
  }

  /** Replaces a file in one step, so that a search killed at any moment can be resumed. */
  static void write(Path file, String text) {
    try {
      AtomicFiles.replace(file, whole -> Files.writeString(whole, text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The search file " + file + " cannot be written. Choose a writable directory.", e);
    }
  }

  /**
   * Deletes the project with everything in it.
   *
   * @throws IllegalStateException if the folder has files and no search
   */
  void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      requireProject();
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("The old project " + folder + " cannot be deleted.", e);
    }
  }

  /** Somebody's data may have the name of the project. */
  private void requireProject() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names = children.map(child -> child.getFileName().toString()).toList();
      boolean search = names.stream().anyMatch(n -> n.equals("oracle.json"));
      if (!search && !names.isEmpty()) {
        throw new IllegalStateException(
            "overwrite(true) would delete "
                + folder
                + ", which has "
                + names.size()
                + (names.size() == 1 ? " file" : " files")
                + " but no search in it. Use another projectName or directory, or delete it"
                + " yourself.");
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error)
        throws IOException {
      if (error != null) {
        throw error;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
