package org.keras4j.tuner;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.internal.FileErrors;

/**
 * The files of a search, laid out as by KerasTuner: {@code oracle.json}, one {@code
 * trial_ID/trial.json} for each trial, and one file for each tuner.
 */
final class ProjectFiles {
  private static final String TRIAL = "trial_";
  private static final String HISTORY = "history.json";

  private final Path folder;
  private final ProjectLock lock;
  private @Nullable String known;
  private @Nullable String read;

  ProjectFiles(Path folder) {
    this.folder = folder;
    lock = new ProjectLock(folder);
  }

  Path folder() {
    return folder;
  }

  /**
   * Does something while nobody else may write in the folder.
   *
   * @throws IllegalStateException if somebody else does, or has done since this object has last
   *     read or written there
   */
  <T> T exclusively(Supplier<T> action) {
    acquire();
    try {
      return action.get();
    } finally {
      lock.release();
    }
  }

  /** Who shares the lock waits for the look at the files: it is about to write them. */
  private synchronized void acquire() {
    if (lock.acquire()) {
      try {
        requireUnchanged();
      } catch (RuntimeException e) {
        lock.release();
        throw e;
      }
    }
  }

  /** See {@link #exclusively(Supplier)}. */
  void exclusively(Runnable action) {
    this.<Boolean>exclusively(
        () -> {
          action.run();
          return true;
        });
  }

  /** Takes the search as it is now for the one that is known, an empty folder included. */
  void remember() {
    known = oracleTextOrEmpty();
  }

  private String oracleTextOrEmpty() {
    return Files.exists(oracleFile()) ? read(oracleFile()) : "";
  }

  private void requireUnchanged() {
    if (known != null && !known.equals(oracleTextOrEmpty())) {
      throw new IllegalStateException(
          "Somebody else has searched in "
              + folder
              + " since this search was read or written, which would lose trials. Make a new tuner"
              + " of the same project, or an oracle that calls reload, to go on with all of them");
    }
  }

  /**
   * Refuses to begin a search where there is one, which would lose it.
   *
   * @throws IllegalStateException if there is one that was neither begun nor read by this object
   */
  void requireOwnSearch() {
    if (known != null) {
      return;
    }
    boolean saved = Files.exists(oracleFile());
    List<String> trials = saved ? List.of() : trialIds();
    if (saved || !trials.isEmpty()) {
      throw new IllegalStateException(
          (saved
                  ? folder
                      + " has a search already, with which this one would be mixed. Call reload"
                  : folder
                      + " has the trials "
                      + trials
                      + " of a search, but not its oracle.json. Put it back and call reload")
              + " before the first trial to go on with it, or search in another folder by"
              + " setProjectFolder, or delete this one");
    }
  }

  boolean exists() {
    return Files.exists(folder);
  }

  Path oracleFile() {
    return folder.resolve("oracle.json");
  }

  Path tunerFile(String tunerId) {
    return folder.resolve(tunerId + ".json");
  }

  Path trialFolder(String trialId) {
    return folder.resolve(TRIAL + trialId);
  }

  private Path trialFile(String trialId) {
    return trialFolder(trialId).resolve("trial.json");
  }

  void saveOracle(Map<String, ? extends @Nullable Object> state) {
    saveOracle(Json.write(state));
  }

  void saveOracle(String text) {
    write(oracleFile(), text);
    known = text;
  }

  private Path historyFile(String trialId) {
    return trialFolder(trialId).resolve(HISTORY);
  }

  void saveTrial(Trial trial) {
    // First: a trial that is completed has its history.
    write(historyFile(trial.trialId()), Json.write(trial.history().getState()));
    write(trialFile(trial.trialId()), Json.write(trial.getState()));
  }

  void saveTuner(String tunerId) {
    write(tunerFile(tunerId), "{}");
  }

  /** Returns whether there is a search, or part of one. */
  boolean hasSearch() {
    return Files.exists(oracleFile()) || !trialIds().isEmpty();
  }

  /** Returns whether this object has begun the search or read it. */
  boolean hasBegun() {
    return known != null && !known.isEmpty();
  }

  /**
   * Reads the search.
   *
   * @throws IllegalStateException if it is damaged or not there
   */
  JsonObject readOracle() {
    if (!Files.exists(oracleFile())) {
      throw new IllegalStateException(
          oracleFile()
              + " is missing, but there are the trials "
              + trialIds()
              + " of a search. Put it back from a copy");
    }
    String text = read(oracleFile());
    read = text;
    return Json.read(text, oracleFile().toString());
  }

  /** Takes the search that was read for the one that is known, once nothing speaks against it. */
  void goOnWithWhatWasRead() {
    known = read;
  }

  static JsonObject readJson(Path file) {
    return Json.read(read(file), file.toString());
  }

  /**
   * Returns whether the folder of a trial holds anything. A kill before the trial was saved may
   * leave a folder that is empty or has the history alone, which is written first.
   */
  boolean hasTrial(String trialId) {
    Path trial = trialFolder(trialId);
    if (!Files.isDirectory(trial)) {
      return Files.exists(trial);
    }
    try (Stream<Path> children = Files.list(trial)) {
      return children
          .map(child -> child.getFileName().toString())
          .anyMatch(name -> !name.endsWith(".tmp") && !name.equals(HISTORY));
    } catch (IOException e) {
      return true;
    }
  }

  /** Returns the ids of the trials that have a file, in the order of their numbers. */
  List<String> trialIds() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .filter(name -> name.startsWith(TRIAL))
          .map(name -> name.substring(TRIAL.length()))
          .filter(id -> Files.exists(trialFile(id)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileErrors.unchecked("The trials in " + folder + " cannot be listed", e);
    }
  }

  /**
   * Reads every trial, in the order of their numbers.
   *
   * @param started the ids of the trials that were begun
   * @param damaged is told which trial's file is damaged, or missing although its folder is there
   */
  List<Trial> readTrials(List<String> started, BiConsumer<String, IllegalStateException> damaged) {
    for (String id : started) {
      if (!trialFolder(id).normalize().startsWith(folder.normalize())) {
        throw new IllegalStateException(
            oracleFile() + ": \"start_order\" has \"" + id + "\", which is no trial's id");
      }
      if (Files.exists(trialFolder(id)) && !Files.exists(trialFile(id))) {
        damaged.accept(id, damaged(trialFile(id), "is missing", null));
      }
    }
    List<Trial> trials = new ArrayList<>();
    for (String id : trialIds()) {
      try {
        trials.add(readTrial(id));
      } catch (IllegalStateException e) {
        damaged.accept(id, e);
      }
    }
    return trials;
  }

  /** Moves the folder of a trial where no search looks for trials, KerasTuner's included. */
  void leaveOut(String trialId) {
    Path from = trialFolder(trialId);
    Path aside = folder.resolve("left_out");
    try {
      if (Files.exists(from)) {
        Files.createDirectories(aside);
        Path to = aside.resolve(TRIAL + trialId);
        for (int i = 2; Files.exists(to); i++) {
          to = aside.resolve(TRIAL + trialId + "_" + i);
        }
        Files.move(from, to);
      }
    } catch (IOException e) {
      throw SavingException.of("The folder " + from + " cannot be moved to " + aside, e);
    }
  }

  private Trial readTrial(String id) {
    Path file = trialFile(id);
    Trial trial;
    try {
      trial = Trial.fromState(readJson(file));
      file = historyFile(id);
      if (Files.exists(file)) {
        trial.setHistory(TrialHistory.fromState(readJson(file)));
      }
      file = trialFile(id);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw damaged(file, "is damaged: " + e.getMessage(), e);
    }
    if (!trial.trialId().equals(id)) {
      String found =
          "is damaged: its \"trial_id\" is \"" + trial.trialId() + "\", not \"" + id + "\"";
      throw damaged(file, found, null);
    }
    return trial;
  }

  private static IllegalStateException damaged(Path file, String how, @Nullable Exception cause) {
    return new IllegalStateException(
        file
            + " "
            + how
            + ". Put it back from a copy, or go on without this trial by leaveOutDamagedTrials(true)"
            + " or if you delete the folder "
            + file.getParent(),
        cause);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException(file + " is not a text in UTF-8", e);
    } catch (IOException e) {
      throw FileErrors.unchecked("The search file " + file + " cannot be read", e);
    }
  }

  /** Replaces a file in one step, so that a search killed at any moment can be resumed. */
  static void write(Path file, String text) {
    try {
      AtomicFiles.replace(file, whole -> Files.writeString(whole, text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw SavingException.of("The search file " + file + " cannot be written", e);
    }
  }

  /**
   * Deletes the project with everything in it but the lock.
   *
   * @throws IllegalStateException if the folder has files and no search
   */
  void delete() {
    if (!exists()) {
      return;
    }
    try {
      requireProject();
      Files.walkFileTree(folder, new Deletion(folder));
      remember();
    } catch (IOException e) {
      throw FileErrors.unchecked("The old project " + folder + " cannot be deleted", e);
    }
  }

  /** Somebody's data may have the name of the project. */
  private void requireProject() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      List<String> names =
          children
              .map(child -> child.getFileName().toString())
              .filter(name -> !name.equals(ProjectLock.FILE))
              .toList();
      boolean search = names.stream().anyMatch(n -> n.equals("oracle.json"));
      if (!search && !names.isEmpty()) {
        throw new IllegalStateException(
            "overwrite(true) would delete "
                + folder
                + ", which has "
                + names.size()
                + (names.size() == 1 ? " file" : " files")
                + " but no search in it. Use another projectName or directory, or delete it"
                + " yourself");
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final Path top;

    Deletion(Path top) {
      this.top = top;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(top.resolve(ProjectLock.FILE))) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error)
        throws IOException {
      if (error != null) {
        throw error;
      }
      if (!folder.equals(top) || !Files.exists(top.resolve(ProjectLock.FILE))) {
        Files.delete(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
