package org.keras4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One side of a comparison: how to start its process for a row.
 *
 * @param command the command line, to which workload, images and policy are appended
 * @param environment additional variables
 * @param limitSeconds a process that takes longer is ended
 */
record Side(List<String> command, Map<String, String> environment, long limitSeconds) {

  /** Else one slow row would take the time of all. */
  static final long LIMIT_SECONDS = 150;

  Side(List<String> command, Map<String, String> environment) {
    this(command, environment, LIMIT_SECONDS);
  }

  /** Returns the same side with so much time for a process. */
  Side limitedTo(long seconds) {
    return new Side(command, environment, seconds);
  }

  /** Returns a side that is a program on this class path, with the options our launcher gives. */
  static Side java(String main, String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of(jvmOptions));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.keras4j.benchmarks." + main);
    return new Side(command, Map.of());
  }

  static Side python(String python, Path script, int stepsPerExecution) {
    return new Side(
        List.of(python, script.toString()),
        Map.of("STEPS_PER_EXECUTION", Integer.toString(stepsPerExecution)));
  }

  /** Returns the same side behind another command, such as {@code taskset}. */
  Side behind(String... prefix) {
    List<String> all = new ArrayList<>(List.of(prefix));
    all.addAll(command);
    return new Side(all, environment, limitSeconds);
  }

  /**
   * Runs a new process to its end and returns its figures: the last line of its output that is
   * JSON. A time of day in {@code first_step_at_ms} becomes {@code startup_s}. A process that was
   * ended for its slowness has {@code too_slow} only.
   *
   * @throws IOException if it gave none; has the end of what it wrote to its error stream
   */
  ObjectNode run(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    Path errors = Files.createTempFile("benchmark", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      builder.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "3");
      long start = System.currentTimeMillis();
      Process process = builder.start();
      ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
      // By its handle: the process itself would close the stream that is being read.
      var end = clock.schedule(process.toHandle()::destroyForcibly, limitSeconds, TimeUnit.SECONDS);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      end.cancel(false);
      clock.shutdownNow();
      String json = output.lines().filter(l -> l.startsWith("{")).reduce("", (a, b) -> b);
      if (json.isEmpty() && System.currentTimeMillis() - start >= limitSeconds * 1000) {
        return new ObjectMapper().createObjectNode().put("too_slow", true);
      }
      if (json.isEmpty()) {
        throw failure(line, errors);
      }
      ObjectNode figures = (ObjectNode) new ObjectMapper().readTree(json);
      if (figures.has("first_step_at_ms")) {
        long at = figures.remove("first_step_at_ms").asLong();
        figures.put("startup_s", (at - start) / 1e3);
      }
      return figures;
    } finally {
      Files.delete(errors);
    }
  }

  private static IOException failure(List<String> line, Path errors) throws IOException {
    String all = Files.readString(errors);
    return new IOException(
        "No figures came from: "
            + String.join(" ", line)
            + "\n"
            + all.substring(Math.max(0, all.length() - 2000)));
  }
}
