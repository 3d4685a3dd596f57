package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.Keras;
import org.keras4j.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a model in another format. */
@Command(
    name = "convert",
    description = {
      "Writes a model in another format.",
      "The suffix of OUT decides: .keras for the whole model, .weights.h5 or .weights.npz for the"
          + " weights, .json for how it is built."
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand extends ModelCommand {

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to be written.")
  private @Nullable Path out;

  @Override
  Map<String, ? extends @Nullable Object> result() throws IOException {
    Path target = Objects.requireNonNull(out);
    String name = target.toString();
    try (Model model = Keras.loadModel(file())) {
      if (name.endsWith(".keras")) {
        model.save(target);
      } else if (name.endsWith(".weights.h5") || name.endsWith(".weights.npz")) {
        model.saveWeights(target);
      } else if (name.endsWith(".json")) {
        Files.writeString(target, model.toJson());
      } else {
        throw new FailedException(
            "The name of the file to be written must end in .keras, .weights.h5, .weights.npz or"
                + " .json; received "
                + name);
      }
    }
    Map<String, @Nullable Object> all = fields();
    all.put("file", name);
    all.put("bytes", Files.size(target));
    return all;
  }
}
