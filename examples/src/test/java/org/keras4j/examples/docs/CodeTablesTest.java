package org.keras4j.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The Java in tables of the documentation is compiled, too, and translations show the same code.
 *
 * <p>A cell cannot be marked as a copy of a region, so it is enough that a class of a package
 * called {@code snippets} contains it.
 */
class CodeTablesTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+[^\\n]*\\n.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private final SourceTree tree = SourceTree.ofThisRepository();

  @Test
  void theJavaInTablesIsCompiled() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Path file : tree.snippetClasses()) {
      sources.append(CodeTables.squeeze(Files.readString(file)));
    }
    String compiled = sources.toString();
    List<String> wrong = new ArrayList<>();
    for (Path page : tree.markdown()) {
      for (CodeTables.Row row : CodeTables.in(Files.readString(page))) {
        if (row.java().isEmpty()) {
          wrong.add(page + ":" + row.line() + ": no `code` in the column Java");
        }
        for (String code : row.java()) {
          if (!compiled.contains(CodeTables.squeeze(code))) {
            wrong.add(page + ":" + row.line() + ": " + code);
          }
        }
      }
    }
    assertTrue(
        wrong.isEmpty(),
        () ->
            "No class of a package called snippets contains this, blanks apart:\n"
                + String.join("\n", wrong));
  }

  @Test
  void translationsShowTheSameCode() throws IOException {
    List<Path> translations =
        tree.markdown().stream().filter(p -> p.getParent().endsWith("docs/es")).toList();
    assertFalse(translations.isEmpty());
    for (Path translation : translations) {
      Path original = tree.root().resolve("docs").resolve(translation.getFileName());
      assertEquals(code(original), code(translation), translation + " differs from " + original);
    }
  }

  private static String code(Path page) throws IOException {
    String text = Files.readString(page);
    String blocks =
        BLOCK.matcher(text).results().map(CodeTablesTest::first).collect(Collectors.joining("\n"));
    String rows =
        CodeTables.in(text).stream()
            .map(r -> r.python() + " " + r.java())
            .collect(Collectors.joining("\n"));
    return blocks + "\n" + rows;
  }

  private static String first(MatchResult found) {
    return found.group(1);
  }

  @Test
  void onlyTheColumnJavaCounts() {
    String page =
        """
        | Java module | Holds |
        |---|---|
        | `no` | `no` |

        | Python | Java | Note |
        |---|:---:|---|
        | `p` | `f( x )` or `g` | `no` |
        | `q` | – | |
        text
        | `no` | `no` |
        """;
    assertEquals(
        List.of(
            new CodeTables.Row(7, List.of("p"), List.of("f( x )", "g")),
            new CodeTables.Row(8, List.of("q"), List.of())),
        CodeTables.in(page));
    assertEquals("f(x)", CodeTables.squeeze("f( x\n)"));
  }
}
