package org.keras4j.internal.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keras4j.internal.FileErrors;

/** Where a model may be exported to. */
public final class ExportFolder {

  /** What the writers of SavedModels put into the folder. */
  private static final Set<String> OURS =
      Set.of(
          SavedModelFile.NAME,
          SavedModelFile.TEXT,
          SavedModelFile.VARIABLES,
          SavedModelFile.ASSETS,
          "assets.extra",
          "debug",
          "fingerprint.pb",
          "keras_metadata.pb");

  private ExportFolder() {}

  /**
   * Refuses a folder that holds something else than an earlier SavedModel, because an export
   * replaces it.
   *
   * @throws IllegalArgumentException saying what is in the way
   * @throws java.io.UncheckedIOException if the folder cannot be read
   */
  public static void requireReplaceable(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "A model is exported into a folder; " + folder + " is a file. Give another name");
    }
    List<String> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.map(p -> String.valueOf(p.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw FileErrors.unchecked("The folder of an export could not be read", e);
    }
    boolean saved = files.contains(SavedModelFile.NAME) || files.contains(SavedModelFile.TEXT);
    List<String> others = saved ? files.stream().filter(f -> !OURS.contains(f)).toList() : files;
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "An export replaces its folder, and "
              + folder
              + " holds other files than those of an earlier SavedModel: "
              + String.join(", ", others.subList(0, Math.min(5, others.size())))
              + (others.size() > 5 ? ", …" : "")
              + ". Give a new folder, an empty one or that of an earlier export");
    }
  }
}
