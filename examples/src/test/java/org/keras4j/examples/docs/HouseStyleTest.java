package org.keras4j.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The words of Javadoc and messages are alike in all modules (CONTRIBUTING.md, Style). */
class HouseStyleTest {

  private static final String LITERAL = "\"(?:\\\\.|[^\"\\\\\n])*\"";
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern THROWN =
      Pattern.compile(
          "(?:throw new|return new) \\w*(?:Exception|Error)\\(((?:[^;\"]|" + LITERAL + ")*);");
  private static final Pattern LAST_LITERAL = Pattern.compile("(" + LITERAL + ")[^\"]*$");

  private static List<Path> files;

  @BeforeAll
  static void findSources() {
    files = SourceTree.ofThisRepository().javadoc();
  }

  @Test
  void javadocUsesTheSameWords() throws IOException {
    assertEquals(
        List.of(),
        found(
            COMMENT,
            Pattern.compile(
                "\\{@return|@return this(?: tuner)?\\s*\n|\\bDefault: |\\* Tells whether")),
        "write 'Returns …' and 'By default …', and leave out a @return that says 'this'");
  }

  @Test
  void messagesHaveNoFullStopAtTheEnd() throws IOException {
    List<String> bad = new ArrayList<>();
    for (Path file : files) {
      Matcher thrown = THROWN.matcher(Files.readString(file));
      while (thrown.find()) {
        Matcher last = LAST_LITERAL.matcher(thrown.group(1));
        if (last.find() && last.group(1).matches(".*[^.]\\.\"")) {
          bad.add(file.getFileName() + ": " + last.group(1));
        }
      }
    }
    assertEquals(List.of(), bad);
  }

  private static List<String> found(Pattern where, Pattern what) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : files) {
      Matcher part = where.matcher(Files.readString(file));
      while (part.find()) {
        Matcher word = what.matcher(part.group());
        if (word.find()) {
          all.add(file.getFileName() + ": " + word.group());
        }
      }
    }
    return all;
  }
}
