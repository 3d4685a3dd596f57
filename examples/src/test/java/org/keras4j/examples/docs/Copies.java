package org.keras4j.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the copies that readers see: in Javadoc, code blocks whose {@code pre} tag has the id
 * {@code snippet-NAME}; in Markdown, blocks that start with {@code ```java snippet=NAME}. A block
 * of Java without a name is found too, with an empty one.
 */
enum Copies {
  JAVADOC(
      "(?<mark><pre(?: id=\"snippet-(?<id>[a-z0-9-]+)\")?[^>]*>\\s*(?:\\*\\s*)?\\{@code[^\\n]*\\n)"
          + "(?<code>.*?)(?<prefix>^[ \\t]*\\*[ \\t]?)\\}</pre>"),
  MARKDOWN(
      "^(?<mark>(?<prefix>[ \\t]*)```java\\b(?: snippet=(?<id>[a-z0-9-]+))?[^\\n]*\\n)"
          + "(?<code>.*?)^[ \\t]*```[ \\t]*$");

  private final Pattern block;

  Copies(String block) {
    this.block = Pattern.compile(block, Pattern.MULTILINE | Pattern.DOTALL);
  }

  List<Snippet> in(Path file) throws IOException {
    return in(file, Files.readString(file));
  }

  List<Snippet> in(Path file, String text) {
    List<Snippet> found = new ArrayList<>();
    Matcher m = block.matcher(text);
    while (m.find()) {
      String id = m.group("id") == null ? "" : m.group("id");
      int line = 1 + (int) text.substring(0, m.start("code")).lines().count();
      found.add(new Snippet(id, file, line, withoutPrefix(m.group("code"), m.group("prefix"))));
    }
    return found;
  }

  /** Returns the text with the code of each named block replaced; null from the map keeps it. */
  String rewrite(String text, Function<String, String> codes) {
    return block.matcher(text).replaceAll(m -> Matcher.quoteReplacement(rewrite(m, codes)));
  }

  private String rewrite(MatchResult found, Function<String, String> codes) {
    Matcher m = block.matcher(found.group());
    if (!m.find() || m.group("id") == null || codes.apply(m.group("id")) == null) {
      return found.group();
    }
    String code = withPrefix(codes.apply(m.group("id")), m.group("prefix"));
    return m.group().substring(0, m.start("code")) + code + m.group().substring(m.end("code"));
  }

  private static String withoutPrefix(String code, String prefix) {
    return code.lines()
        .map(
            l ->
                l.startsWith(prefix)
                    ? l.substring(prefix.length())
                    : l.replaceFirst("^\\s*\\*?", ""))
        .collect(Collectors.joining("\n"));
  }

  private static String withPrefix(String code, String prefix) {
    return code.lines().map(l -> (prefix + l).stripTrailing() + "\n").collect(Collectors.joining());
  }
}
