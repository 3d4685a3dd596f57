package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system says about this process. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** Returns the peak of resident memory in MiB, or −1 where the system does not say. */
  static long peak() {
    return status("VmHWM:");
  }

  /** Returns resident memory in MiB, or −1 where the system does not say. */
  static long now() {
    return status("VmRSS:");
  }

  private static long status(String key) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return -1;
  }
}
