package org.keras4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keras4j.internal.callbacks.TrainingVariables;
import org.keras4j.ndarray.NDArray;

/**
 * The files from which a trial that was cut off goes on, in the folder {@code backup} of the trial:
 * {@code state.json} and, during a training, the variables that it names, under two names in turn.
 * The first is replaced at once, after the second is whole, so that they always belong together,
 * whenever the process or the machine ends.
 */
final class TrialBackup {
  private static final String STATE = "state.json";
  private static final String VARIABLES = "variables";
  private static final List<String> NAMES = List.of("variables_0.h5", "variables_1.h5");

  private final Path folder;
  private @Nullable String inUse;

  TrialBackup(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the state, or null if there is none.
   *
   * @throws BackupMisfitException if it is damaged
   */
  @Nullable JsonObject read() {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonObject state = ProjectFiles.readJson(file);
      inUse = state.isNull(VARIABLES) ? null : state.string(VARIABLES);
      return state;
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new BackupMisfitException("it is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Gives variables the values of the backup that was read or written last.
   *
   * @return the other arrays
   * @throws BackupMisfitException if they are damaged or those of another model
   */
  List<NDArray> load(TrainingVariables variables) {
    try {
      String name = Objects.requireNonNullElse(inUse, "");
      if (!NAMES.contains(name)) {
        throw new IOException("it names no file of variables");
      }
      return variables.read(folder.resolve(name));
    } catch (IOException | IllegalArgumentException e) {
      throw new BackupMisfitException("its variables cannot be read: " + e.getMessage(), e);
    }
  }

  /** Replaces the backup by one between two trainings. */
  void write(Map<String, @Nullable Object> state) {
    replace(state, null);
  }

  /** Replaces the backup. */
  void write(
      Map<String, @Nullable Object> state, TrainingVariables variables, List<NDArray> arrays) {
    String name = NAMES.get(NAMES.get(0).equals(inUse) ? 1 : 0);
    try {
      variables.write(folder.resolve(name), arrays);
    } catch (IOException e) {
      throw SavingException.of("A trial cannot be backed up in " + folder, e);
    }
    replace(state, name);
  }

  private void replace(Map<String, @Nullable Object> state, @Nullable String variables) {
    state.put(VARIABLES, variables);
    ProjectFiles.write(folder.resolve(STATE), Json.write(state));
    inUse = variables;
    delete(NAMES.stream().filter(name -> !name.equals(variables)).toList());
  }

  /** Deletes the backup, if there is one, and what a killed process has left unfinished there. */
  void delete() {
    if (Files.exists(folder)) {
      // The state first: without it the rest is no backup.
      delete(List.of(STATE));
      delete(contents());
      delete(List.of(""));
    }
    inUse = null;
  }

  private List<String> contents() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw SavingException.of("The old backup in " + folder + " cannot be read", e);
    }
  }

  private void delete(List<String> names) {
    try {
      for (String name : names) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw SavingException.of("The old backup in " + folder + " cannot be deleted", e);
    }
  }
}
