package org.keras4j.internal.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the processor can do, as far as Linux tells. */
final class Processor {

  private static final List<String> FLAGS = flags();

  private Processor() {}

  /** Returns whether it is an x86 processor with 256-bit arithmetic. */
  static boolean hasAvx2() {
    return FLAGS.contains("avx2") && FLAGS.contains("fma");
  }

  /**
   * Returns whether bfloat16 may be faster than float32. x86 processors without AVX-512 emulate it,
   * about ten times slower.
   */
  static boolean mayGainFromBfloat16() {
    return !hasAvx2() || FLAGS.contains("avx512f");
  }

  private static List<String> flags() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(l -> l.startsWith("flags"))
          .findFirst()
          .map(l -> List.of(l.split("\\s+")))
          .orElse(List.of());
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
