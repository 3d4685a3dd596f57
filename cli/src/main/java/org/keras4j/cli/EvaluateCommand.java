package org.keras4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.Model;
import org.keras4j.ndarray.NDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes the loss and metrics that a model was compiled with. */
@Command(
    name = "evaluate",
    description = "Computes the loss and metrics that a model was compiled with.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand extends ModelCommand {

  @Mixin private final Samples x = new Samples();

  @Mixin private final Targets y = new Targets();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      converter = PositiveNumber.class,
      description = "Samples that are computed at once, by default ${DEFAULT-VALUE}.")
  private int batchSize = 32;

  @Override
  Map<String, ? extends @Nullable Object> result() throws IOException {
    List<NDArray> samples = x.read();
    List<NDArray> targets = y.read();
    try (Model model = Keras.loadModel(file())) {
      requireEach("--x", samples, "--y", targets, model);
      return model.evaluate(samples, targets, o -> o.batchSize(batchSize).verbose(0)).asMap();
    }
  }
}
