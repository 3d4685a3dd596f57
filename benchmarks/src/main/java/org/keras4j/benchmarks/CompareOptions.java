package org.keras4j.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@link Compare}.
 *
 * @param given by name, without dashes; a switch has the value "true"
 */
record CompareOptions(Map<String, String> given) {

  static final String HELP =
      """
      Compare [options]
        --python PYTHON  a Python that has Keras and TensorFlow; without it there is no Keras side
        --djl            also compare with DJL (given to benchmarks/run, which then builds with it)
        --rounds N       how often everything is measured, 5 by default
        --limit SECONDS  end a process that takes longer, 150 by default
        --rows a,b,...   only these: mlp16, mlp256, cnn256, cnnaug256, cnn256_bf16,
                         cnnaug256_bf16, predict1, predict10k, startup, memory
        --output FILE    keep the table in FILE and all measurements in FILE with .json appended,
                         both rewritten after every process
        --resume         go on with the measurements in FILE.json
      The images are MNIST from KERAS_HOME (by default ~/.keras), or generated digits.
      """;

  private static final List<String> VALUES =
      List.of("python", "rounds", "limit", "rows", "output", "script");
  private static final List<String> SWITCHES = List.of("djl", "resume", "help");

  static CompareOptions parse(String... args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].replaceFirst("^--", "");
      if (SWITCHES.contains(name)) {
        given.put(name, "true");
      } else if (VALUES.contains(name) && i + 1 < args.length) {
        given.put(name, args[++i]);
      } else {
        throw new IllegalArgumentException(
            "Compare does not understand '" + args[i] + "'\n" + HELP);
      }
    }
    CompareOptions options = new CompareOptions(given);
    // Wrong numbers are refused before anything runs.
    options.rounds();
    options.limitSeconds();
    return options;
  }

  int rounds() {
    return Math.toIntExact(count("rounds", 5));
  }

  long limitSeconds() {
    return count("limit", Side.LIMIT_SECONDS);
  }

  private long count(String name, long otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "Compare: --" + name + " must be a positive whole number; received '" + text + "'");
    }
    return Long.parseLong(text);
  }

  boolean wants(String row) {
    String rows = given.get("rows");
    return rows == null || List.of(rows.split(",")).contains(row);
  }

  Optional<String> python() {
    return Optional.ofNullable(given.get("python"));
  }

  Path script() {
    return Path.of(given.getOrDefault("script", "benchmarks/keras_side.py"));
  }

  boolean djl() {
    return given.containsKey("djl");
  }

  boolean resume() {
    return given.containsKey("resume");
  }

  boolean help() {
    return given.containsKey("help");
  }

  @Nullable Path output() {
    String file = given.get("output");
    return file == null ? null : Path.of(file);
  }

  @Nullable Path json() {
    String file = given.get("output");
    return file == null ? null : Path.of(file + ".json");
  }
}
