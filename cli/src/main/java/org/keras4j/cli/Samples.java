package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keras4j.ndarray.NDArray;
import picocli.CommandLine.Option;

/** The option of all commands that give a model samples. */
final class Samples {

  @Option(
      names = "--x",
      paramLabel = "X.npy",
      required = true,
      description = "The samples; once for each input, in their order.")
  private List<Path> x = List.of();

  List<NDArray> read() throws IOException {
    return ModelCommand.read(x);
  }
}
