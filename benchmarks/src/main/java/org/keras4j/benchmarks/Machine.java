package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What machine this is. */
final class Machine {

  private Machine() {}

  static String describe() {
    String model = System.getProperty("os.arch");
    try {
      model =
          Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
              .filter(l -> l.startsWith("model name"))
              .map(l -> l.replaceFirst(".*:\\s*", ""))
              .findFirst()
              .orElse(model);
    } catch (IOException e) {
      // Not Linux: the architecture has to do.
    }
    return model + ", " + Runtime.getRuntime().availableProcessors() + " cores";
  }
}
