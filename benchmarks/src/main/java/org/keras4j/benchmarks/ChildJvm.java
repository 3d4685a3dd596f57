package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this module in processes of their own, which can be killed. */
final class ChildJvm {

  private ChildJvm() {}

  /**
   * Starts a program with the class path of this process.
   *
   * @param errors what it prints as errors is added to this file
   */
  static ProcessBuilder of(
      Path errors, List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
  }

  /** Returns the names of all files under a folder, in order. */
  static List<String> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  /** Returns those of {@link #files} that somebody who was killed had not finished. */
  static List<String> unfinished(Path folder) throws IOException {
    return files(folder).stream().filter(n -> n.endsWith(".tmp") || n.endsWith(".old")).toList();
  }
}
