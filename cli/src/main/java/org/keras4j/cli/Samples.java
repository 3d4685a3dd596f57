package org.keras4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  List<Path> files() {
    return x;
  }

  List<NDArray> read() throws IOException {
    return ModelCommand.read(x);
  }

  /** Returns how many samples there are, the same number for every input. */
  int count(List<NDArray> samples) {
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      NDArray input = samples.get(i);
      if (input.rank() == 0) {
        throw new FailedException(
            x.get(i) + " is a single number; samples need an axis of their own, the first");
      }
      counts.add(x.get(i) + ": " + input.length());
    }
    if (samples.stream().mapToInt(NDArray::length).distinct().count() > 1) {
      throw new FailedException(
          "All inputs need the same number of samples; received " + String.join(", ", counts));
    }
    return samples.get(0).length();
  }
}
