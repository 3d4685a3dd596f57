package org.keras4j.examples.docs;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Java code in Javadoc, README and docs compiles, because each block is a copy of compiled code.
 * Run with {@code -Dsnippets=update} to write the copies anew from their originals.
 */
class SnippetsTest {

  private static Map<String, Snippet> originals;
  private static final List<Snippet> COPIES = new ArrayList<>();

  @BeforeAll
  static void readSources() throws IOException {
    SourceTree tree = SourceTree.ofThisRepository();
    List<Snippet> found = new ArrayList<>();
    for (Path file : tree.snippetClasses()) {
      found.addAll(Originals.in(file));
    }
    originals = found.stream().collect(toMap(Snippet::id, s -> s, SnippetsTest::refuseTwins));
    for (Path file : tree.javadoc()) {
      collect(Copies.JAVADOC, file);
    }
    for (Path file : tree.markdown()) {
      collect(Copies.MARKDOWN, file);
    }
  }

  @Test
  void everyBlockOfJavaHasAName() {
    String nameless =
        COPIES.stream()
            .filter(c -> c.id().isEmpty())
            .map(Snippet::where)
            .collect(Collectors.joining("\n"));
    assertTrue(
        nameless.isEmpty(),
        () ->
            "Write <pre id=\"snippet-NAME\">{@code …}</pre> or ```java snippet=NAME and put the"
                + " code into a class of a package called snippets (CONTRIBUTING.md):\n"
                + nameless);
  }

  @Test
  void everyCopyEqualsItsOriginal() {
    for (Snippet copy : COPIES) {
      if (!copy.id().isEmpty()) {
        Snippet original = originals.get(copy.id());
        assertTrue(
            original != null,
            () -> copy.where() + ": no test source has a region '// snippet: " + copy.id() + "'");
        assertEquals(
            original.code(),
            copy.code(),
            () -> copy.where() + " differs from " + original.where() + " (-Dsnippets=update)");
      }
    }
  }

  @Test
  void everyOriginalIsShownSomewhere() {
    Set<String> unused = new TreeSet<>(originals.keySet());
    COPIES.forEach(c -> unused.remove(c.id()));
    assertTrue(unused.isEmpty(), () -> "Shown nowhere, so remove them: " + unused);
  }

  private static void collect(Copies kind, Path file) throws IOException {
    if ("update".equals(System.getProperty("snippets"))) {
      String text = Files.readString(file);
      String updated =
          kind.rewrite(text, id -> originals.containsKey(id) ? originals.get(id).code() : null);
      if (!updated.equals(text)) {
        Files.writeString(file, updated);
      }
    }
    COPIES.addAll(kind.in(file));
  }

  private static Snippet refuseTwins(Snippet a, Snippet b) {
    throw new IllegalStateException(
        "Two snippets are called '" + a.id() + "': " + a.where() + " and " + b.where());
  }
}
