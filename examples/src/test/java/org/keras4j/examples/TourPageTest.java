package org.keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/tour.md} shows every example and every picture, and nothing that is not there. */
class TourPageTest {

  private static final int MOST_BYTES = 60_000;

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/tour.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Run the tests inside a checkout of the repository");
      }
    }
    return folder.resolve("docs");
  }

  private static Set<String> onThePages(String pattern, String... pages) throws IOException {
    Set<String> found = new TreeSet<>();
    for (String page : pages) {
      Pattern.compile(pattern)
          .matcher(Files.readString(docs().resolve(page)))
          .results()
          .forEach(m -> found.add(m.group(1)));
    }
    return found;
  }

  @Test
  void namesEveryExample() throws IOException {
    assertEquals(
        Examples.ALL.stream().map(Example::name).collect(Collectors.toCollection(TreeSet::new)),
        onThePages("(?m)^    ./keras4j example ([a-z0-9-]+)", "tour.md"));
  }

  @Test
  void everyPictureIsShown() throws IOException {
    Path folder = docs().resolve("pictures");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
          onThePages(
              "\\(pictures/([^)]+)\\)", "tour.md", "performance.md", "results.md", "searches.md"));
    }
  }

  @Test
  void picturesAreSmall() throws IOException {
    try (Stream<Path> files = Files.list(docs().resolve("pictures"))) {
      for (Path file : files.toList()) {
        assertTrue(Files.size(file) < MOST_BYTES, file + " has " + Files.size(file) + " bytes");
      }
    }
  }
}
