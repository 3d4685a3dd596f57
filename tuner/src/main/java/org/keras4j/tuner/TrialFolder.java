package org.keras4j.tuner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.Sequential;
import org.keras4j.ndarray.Shape;

/** What a trial leaves behind of its model: the weights of the best epoch, and the input shape. */
final class TrialFolder {
  private static final String WEIGHTS = "checkpoint.weights.h5";

  /** What searches before wrote. */
  private static final String EARLIER_WEIGHTS = "checkpoint.weights.npz";

  private static final String SHAPE = "input_shape";

  private final Path folder;

  TrialFolder(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder;
  }

  private Path weights() {
    return folder.resolve(WEIGHTS);
  }

  /** Replaces the weights in one step: a search may be killed at any time. */
  void saveWeights(Model model) {
    try {
      model.saveWeights(weights());
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause(), "the cause of an unchecked one");
      throw SavingException.of("The weights of a trial cannot be saved in " + folder, cause);
    }
  }

  void loadWeights(Model model) {
    Path earlier = folder.resolve(EARLIER_WEIGHTS);
    if (!Files.exists(earlier) && !Files.exists(weights())) {
      throw new IllegalStateException(
          "There are no weights in "
              + folder
              + ": keepBest has deleted them, or the trial was not trained by fit. Train a model of"
              + " its hyperparameters");
    }
    boolean fromEarlier = Files.exists(earlier) && !Files.exists(weights());
    model.loadWeights(fromEarlier ? earlier : weights());
  }

  /** What a trial goes on from when it was cut off. */
  TrialBackup backup() {
    return new TrialBackup(folder.resolve("backup"));
  }

  /** Deletes the weights, and the backup, which is for a run that goes on with them. */
  void deleteWeights() {
    backup().delete();
    try {
      Files.deleteIfExists(weights());
      Files.deleteIfExists(folder.resolve(EARLIER_WEIGHTS));
    } catch (IOException e) {
      throw SavingException.of("The old weights in " + folder + " cannot be deleted", e);
    }
  }

  private Path buildConfig() {
    return folder.resolve("build_config.json");
  }

  /** Keeps the shape that the first data gave to a model without an input. */
  void saveBuildConfig(Model model) {
    List<List<@Nullable Long>> shapes =
        model.inputShapes().stream().map(TrialFolder::toList).toList();
    Object shape = shapes.size() == 1 ? shapes.get(0) : shapes;
    ProjectFiles.write(buildConfig(), Json.write(Json.object(SHAPE, shape)));
  }

  private static List<@Nullable Long> toList(Shape shape) {
    List<@Nullable Long> dims = new ArrayList<>();
    for (long dim : shape.asArray()) {
      dims.add(dim == Shape.UNKNOWN ? null : (Long) dim);
    }
    return dims;
  }

  void build(Model model) {
    if (model instanceof Sequential sequential && !model.isBuilt()) {
      JsonObject config = ProjectFiles.readJson(buildConfig());
      long[] dims =
          config.list(SHAPE).stream()
              .mapToLong(dim -> dim instanceof Number n ? n.longValue() : Shape.UNKNOWN)
              .toArray();
      sequential.build(Shape.of(dims));
    }
  }
}
