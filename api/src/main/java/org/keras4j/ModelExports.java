package org.keras4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.internal.AtomicFolders;
import org.keras4j.internal.FileErrors;
import org.keras4j.internal.engine.ModelFunction;
import org.keras4j.internal.savedmodel.ExportFolder;
import org.keras4j.internal.savedmodel.ModelExport;

/** Writes models as SavedModels into folders that are there whole or not at all. */
final class ModelExports {

  private ModelExports() {}

  /**
   * Exports a model.
   *
   * @param names of the outputs, if the model was made with some
   */
  static void export(ModelFunction function, List<String> names, Path folder) {
    ExportFolder.requireReplaceable(folder);
    // As in Keras: the layers that end a model give no names.
    List<String> outputs =
        names.isEmpty()
            ? IntStream.range(0, function.outputNames().size())
                .mapToObj(i -> "output_" + i)
                .toList()
            : names;
    try {
      AtomicFolders.replace(folder, f -> ModelExport.write(function, outputs, f));
    } catch (IOException e) {
      throw FileErrors.unchecked(
          "Model '" + function.name() + "' could not be exported to " + folder, e);
    }
  }
}
