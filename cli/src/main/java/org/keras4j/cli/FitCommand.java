package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.callbacks.History;
import org.keras4j.internal.AtomicFiles;
import org.keras4j.ndarray.NDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model further. */
@Command(
    name = "fit",
    description = "Trains a model that was saved compiled, and saves it.",
    mixinStandardHelpOptions = true)
final class FitCommand extends ModelCommand {

  @Mixin private final Samples x = new Samples();

  @Mixin private final Targets y = new Targets();

  @Option(
      names = "--val-x",
      paramLabel = "X.npy",
      description = "Samples to validate with; once for each input.")
  private List<Path> valX = List.of();

  @Option(
      names = "--val-y",
      paramLabel = "Y.npy",
      description = "Their targets; once for each output.")
  private List<Path> valY = List.of();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Epochs, by default ${DEFAULT-VALUE}.")
  private int epochs = 1;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Samples in a step, by default ${DEFAULT-VALUE}.")
  private int batchSize = 32;

  @Option(names = "--no-shuffle", description = "Take the samples as they are.")
  private boolean noShuffle;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where random numbers begin, such as the order of samples.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "TRAINED.keras",
      required = true,
      description = "Where the trained model goes.")
  private Path out = Path.of("");

  @Option(
      names = "--history",
      paramLabel = "H.json",
      description = "Where the losses and metrics of all epochs go, too.")
  private @Nullable Path history;

  @Override
  Map<String, ? extends @Nullable Object> result() throws IOException {
    if (valX.isEmpty() != valY.isEmpty()) {
      throw wrongCall("--val-x and --val-y belong together: give both or none");
    }
    requireOutputs();
    if (seed != null) {
      Keras.setRandomSeed(seed);
    }
    List<NDArray> samples = x.read();
    List<NDArray> targets = y.read();
    List<NDArray> heldBack = read(valX);
    List<NDArray> theirTargets = read(valY);
    FitOptions options =
        new FitOptions()
            .x(samples)
            .y(targets)
            .epochs(epochs)
            .batchSize(batchSize)
            .shuffle(!noShuffle)
            .verbose(0);
    if (!valX.isEmpty()) {
      options.validationData(new FitOptions().x(heldBack).y(theirTargets));
    }
    try (Model model = Keras.loadModel(file())) {
      requireEach("--x", samples, "--y", targets, model);
      if (!valX.isEmpty()) {
        requireEach("--val-x", heldBack, "--val-y", theirTargets, model);
      }
      History trained = model.fit(options);
      model.save(out);
      Map<String, @Nullable Object> all = fields();
      all.put("epochs", trained.epoch().size());
      all.put("history", trained.history());
      all.put("file", out.toString());
      if (history != null) {
        String json = JsonOutput.text(trained.history()) + "\n";
        AtomicFiles.replace(history, f -> Files.writeString(f, json));
      }
      return all;
    }
  }

  /** Training can take hours, which are lost if only then the result turns out to have no place. */
  private void requireOutputs() {
    if (!out.toString().endsWith(".keras")) {
      throw wrongCall("The name of --out must end in .keras; received " + out);
    }
    List<Path> others = new ArrayList<>(x.files());
    for (List<Path> more : List.of(y.files(), valX, valY)) {
      others.addAll(more);
    }
    requireOther(out, others);
    if (history != null) {
      others.addAll(List.of(file(), out));
      requireOther(history, others);
      OutputPath.requireFile(history);
    }
    OutputPath.requireFile(out);
  }
}
