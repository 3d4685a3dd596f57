package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One side of a comparison: how to start its process for a row.
 *
 * @param name as printed
 * @param command the command line, to which workload, images and policy are appended
 * @param environment additional variables
 */
record Side(String name, List<String> command, Map<String, String> environment) {

  static Side java(String name, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return new Side(name, command, Map.of());
  }

  static Side python(String name, String python, Path script, int stepsPerExecution) {
    return new Side(
        name,
        List.of(python, script.toString()),
        Map.of("STEPS_PER_EXECUTION", Integer.toString(stepsPerExecution)));
  }

  /** Runs the row in a new process and returns its figures. */
  JsonNode run(String workload, Path images, String policy) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(workload, images.toString(), policy));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "3");
    Process process = builder.start();
    String last = "";
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String l = out.readLine(); l != null; l = out.readLine()) {
        if (l.startsWith("{")) {
          last = l;
        }
      }
    }
    if (last.isEmpty()) {
      throw new IOException("No figures came from: " + String.join(" ", line));
    }
    return new ObjectMapper().readTree(last);
  }
}
