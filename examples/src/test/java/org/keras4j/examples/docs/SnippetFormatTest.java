package org.keras4j.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as an original and as a copy. */
class SnippetFormatTest {

  private static final Path FILE = Path.of("F.java");
  private static final String CODE = "var x = 1;\n\nif (x > 0) {\n  run();\n}";

  private static final String ORIGINAL =
      """
      class S {
        void s() {
          // snippet: first
          var x = 1;

          if (x > 0) {
            run();
          }
          // end snippet
        }
      }
      """;

  private static final String JAVADOC =
      """
        /**
         * Runs.
         *
         * <pre id="snippet-first">{@code
         * var x = 1;
         *
         * if (x > 0) {
         *   run();
         * }
         * }</pre>
         */
      """;

  private static final String MARKDOWN =
      """
      Text.
      ```java snippet=first
      var x = 1;

      if (x > 0) {
        run();
      }
      ```
      ```sh
      ls
      ```
      """;

  @Test
  void anOriginalStandsBetweenItsMarks() {
    assertEquals(List.of(new Snippet("first", FILE, 4, CODE)), Originals.in(FILE, ORIGINAL));
  }

  @Test
  void javadocHoldsCopies() {
    assertEquals(List.of(new Snippet("first", FILE, 5, CODE)), Copies.JAVADOC.in(FILE, JAVADOC));
  }

  @Test
  void markdownHoldsCopiesAndOtherLanguagesAreLeftAlone() {
    assertEquals(List.of(new Snippet("first", FILE, 3, CODE)), Copies.MARKDOWN.in(FILE, MARKDOWN));
  }

  @Test
  void blocksWithoutAMarkHaveNoName() {
    String javadoc = JAVADOC.replace(" id=\"snippet-first\"", "");
    String markdown = MARKDOWN.replace(" snippet=first", "");
    assertEquals("", Copies.JAVADOC.in(FILE, javadoc).get(0).id());
    assertEquals("", Copies.MARKDOWN.in(FILE, markdown).get(0).id());
  }

  @Test
  void anUpdateRestoresAChangedCopy() {
    String javadoc = JAVADOC.replace("run();", "walk();\n   *   stop();");
    String markdown = MARKDOWN.replace("x > 0", "x > 1");
    assertEquals(JAVADOC, Copies.JAVADOC.rewrite(javadoc, id -> CODE));
    assertEquals(MARKDOWN, Copies.MARKDOWN.rewrite(markdown, id -> CODE));
  }

  @Test
  void anUpdateLeavesUnknownNamesAlone() {
    assertEquals(MARKDOWN, Copies.MARKDOWN.rewrite(MARKDOWN, id -> null));
  }
}
