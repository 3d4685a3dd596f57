package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keras4j.ndarray.NDArray;
import picocli.CommandLine.Option;

/** The option of all commands that compare a model's outputs with what they should be. */
final class Targets {

  @Option(
      names = "--y",
      paramLabel = "Y.npy",
      required = true,
      description = "The targets; once for each output, in their order.")
  private List<Path> y = List.of();

  List<Path> files() {
    return y;
  }

  List<NDArray> read() throws IOException {
    return ModelCommand.read(y);
  }
}
