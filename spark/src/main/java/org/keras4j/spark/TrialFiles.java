package org.keras4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a trial leaves in its folder. */
final class TrialFiles {
  private TrialFiles() {}

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static long bytes(Path folder) throws IOException {
    long sum = 0;
    for (Path file : in(folder)) {
      sum += Files.size(file);
    }
    return sum;
  }

  static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Path file : in(folder)) {
      contents.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    return new TreeMap<>(contents);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
