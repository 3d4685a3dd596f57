package org.keras4j.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keras4j.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a SavedModel. */
@Command(
    name = "export",
    description = "Writes a model as a TensorFlow SavedModel, for prediction.",
    mixinStandardHelpOptions = true)
final class ExportCommand extends ModelCommand {

  @Option(
      names = "--saved-model",
      paramLabel = "DIR",
      required = true,
      description = "The folder, which is made.")
  private Path folder = Path.of("");

  @Override
  Map<String, ? extends @Nullable Object> result() {
    OutputPath.requireFolder(folder);
    try (Model model = new Loading(file()).uncompiled()) {
      model.export(folder);
    }
    Map<String, @Nullable Object> all = fields();
    all.put("folder", folder.toString());
    return all;
  }
}
