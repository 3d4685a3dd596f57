package org.keras4j.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the compiled originals: in a test source, what stands between the lines {@code // snippet:
 * NAME} and {@code // end snippet}.
 */
final class Originals {

  private static final Pattern REGION =
      Pattern.compile(
          "^[ \\t]*// snippet: ([a-z0-9-]+)[ \\t]*\\R(.*?)^[ \\t]*// end snippet",
          Pattern.MULTILINE | Pattern.DOTALL);

  private Originals() {}

  static List<Snippet> in(Path file) throws IOException {
    return in(file, Files.readString(file));
  }

  static List<Snippet> in(Path file, String source) {
    List<Snippet> found = new ArrayList<>();
    Matcher region = REGION.matcher(source);
    while (region.find()) {
      int line = 1 + (int) source.substring(0, region.start(2)).lines().count();
      found.add(new Snippet(region.group(1), file, line, region.group(2)));
    }
    return found;
  }
}
