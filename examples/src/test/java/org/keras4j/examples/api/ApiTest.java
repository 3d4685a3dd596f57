package org.keras4j.examples.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The public surface changes only on purpose: it is recorded in a file of each module. Run with
 * {@code -Dapi=update} to record it anew.
 */
class ApiTest {

  @ParameterizedTest
  @CsvSource({
    "api, org.keras4j",
    "augment, org.keras4j.augment",
    "datasets, org.keras4j.datasets",
    "tuner, org.keras4j.tuner"
  })
  void publicApiIsAsRecorded(String folder, String module) throws IOException {
    Path record = Path.of("..", folder, "public-api.txt");
    List<String> actual = new PublicApi(module).lines();
    if ("update".equals(System.getProperty("api"))) {
      Files.writeString(record, String.join("\n", actual) + "\n");
    }
    List<String> difference = difference(Files.readAllLines(record), actual);
    assertTrue(
        difference.isEmpty(),
        () ->
            "The public API differs from "
                + folder
                + "/public-api.txt. If that is meant, record it with -Dapi=update and say so in"
                + " CHANGELOG.md (CONTRIBUTING.md):\n"
                + String.join("\n", difference));
  }

  /** Returns the lines that are gone (-) or new (+), each with the class it stands under. */
  private static List<String> difference(List<String> before, List<String> now) {
    List<String> was = qualified(before);
    List<String> is = qualified(now);
    List<String> all = new ArrayList<>();
    was.stream().filter(l -> !is.contains(l)).forEach(l -> all.add("- " + l));
    is.stream().filter(l -> !was.contains(l)).forEach(l -> all.add("+ " + l));
    return all;
  }

  private static List<String> qualified(List<String> lines) {
    List<String> all = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith(" ")) {
        all.add(type + ": " + line.strip());
      } else {
        type = line.replaceFirst("^.*?(?:class|interface|enum|record) ([\\w.]+).*", "$1");
        all.add(line);
      }
    }
    return all;
  }
}
