package org.keras4j.examples.docs;

import java.nio.file.Path;

/**
 * A piece of code with a name: either the compiled original in a test source, or a copy of it that
 * a reader sees in Javadoc or Markdown.
 *
 * @param id its name, unique among the originals
 * @param file where it stands
 * @param line the number of its first line, from 1
 * @param code its text, without the indentation that all its lines share
 */
record Snippet(String id, Path file, int line, String code) {

  Snippet {
    code = trim(code.stripTrailing());
  }

  String where() {
    return file + ":" + line;
  }

  /** Drops common indentation, blanks at line ends, and empty lines at both ends. */
  private static String trim(String code) {
    return code.stripIndent()
        .lines()
        .map(String::stripTrailing)
        .reduce("", (a, b) -> a + "\n" + b)
        .replaceAll("\\A\\n+", "")
        .stripTrailing();
  }
}
