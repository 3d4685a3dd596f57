package org.keras4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The command in a process of its own, without a locale. */
final class OwnProcess {

  private final File err;
  private Predicate<String> left = jar -> true;

  /** Messages are kept in the folder. */
  OwnProcess(Path folder) {
    err = folder.resolve("err.txt").toFile();
  }

  /** Leaves out jars whose path has this word. */
  OwnProcess without(String word) {
    left = jar -> !jar.contains(word);
    return this;
  }

  /** Runs the command and returns its exit code. */
  int run(File out, String... words) throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // Written by the build for the launcher.
    String path = Files.readString(classes.resolveSibling("runtime-path")).strip();
    List<String> all =
        Stream.concat(Stream.of(classes.toString()), Stream.of(path.split(File.pathSeparator)))
            .filter(left)
            .toList();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", String.join(File.pathSeparator, all), Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, told());
    return process.exitValue();
  }

  /** Returns its messages. */
  String told() throws IOException {
    return Files.readString(err.toPath(), UTF_8);
  }
}
