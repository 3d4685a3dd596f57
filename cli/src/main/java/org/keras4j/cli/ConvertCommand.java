package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import org.keras4j.internal.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  private static final List<String> SUFFIXES =
      List.of(".keras", ".weights.h5", ".weights.npz", ".json");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to be written.")
  private @Nullable Path out;

  @Option(
      names = "--no-compile",
      description =
          "Leave out losses, metrics and the optimizer with its state. Without this option they are"
              + " left out only where they cannot be read and OUT is no .keras file.")
  private boolean noCompile;

  @Override
  Map<String, ? extends @Nullable Object> result() throws IOException {
    Path target = Objects.requireNonNull(out);
    String name = target.toString();
    if (SUFFIXES.stream().noneMatch(name::endsWith)) {
      throw wrongCall(
          "The name of the file to be written must end in one of "
              + SUFFIXES
              + "; received "
              + name);
    }
    OutputPath.requireFile(target);
    try (Model model = load(name)) {
      if (name.endsWith(".keras")) {
        model.save(target);
      } else if (name.endsWith(".json")) {
        String json = model.toJson();
        AtomicFiles.replace(target, f -> Files.writeString(f, json));
      } else {
        model.saveWeights(target);
      }
    }
    Map<String, @Nullable Object> all = fields();
    all.put("file", name);
    all.put("bytes", Files.size(target));
    return all;
  }

  private Model load(String target) {
    Loading loading = new Loading(file());
    if (noCompile) {
      return loading.uncompiled();
    }
    return target.endsWith(".keras")
        ? loading.compiled("With --no-compile the model is written without it")
        : loading.lenient(this::tell);
  }
}
