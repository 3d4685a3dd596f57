package org.keras4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.tensorflow.TensorFlow;

/** What machine this is, and what runs on it. */
final class Machine {

  private Machine() {}

  /** Returns model and number of cores of the processor. */
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

  /** Returns how many processes wanted a core over the last minute, or −1 if unknown. */
  static double load() {
    try {
      return Double.parseDouble(
          Files.readString(Path.of("/proc/loadavg")).replaceFirst(" .*\\s*", ""));
    } catch (IOException e) {
      return -1;
    }
  }

  /** Returns the versions below a program that uses TensorFlow; loads its native library. */
  static String javaVersions() {
    return "TensorFlow Java "
        + version("org.tensorflow", "tensorflow-core-api")
        + " (TensorFlow "
        + TensorFlow.version()
        + "), Java "
        + Runtime.version();
  }

  /** Returns the version that Maven has written into a jar on the class path. */
  static String version(String group, String artifact) {
    String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
    try (InputStream in = Machine.class.getResourceAsStream(file)) {
      Properties p = new Properties();
      if (in != null) {
        p.load(in);
      }
      return p.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
