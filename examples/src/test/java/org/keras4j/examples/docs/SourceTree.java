package org.keras4j.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of the repository that the checks of the documentation read.
 *
 * @param root the folder that holds the modules
 */
record SourceTree(Path root) {

  static SourceTree ofThisRepository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Run the tests inside a checkout of the repository");
      }
    }
    return new SourceTree(folder);
  }

  List<Path> snippetClasses() {
    return sources("src/test/java", p -> p.getParent().endsWith("snippets") && isJava(p));
  }

  List<Path> javadoc() {
    return sources("src/main/java", SourceTree::isJava);
  }

  List<Path> markdown() {
    Stream<Path> inModules = modules().flatMap(m -> list(m).filter(SourceTree::isMarkdown));
    Stream<Path> inDocs = walk(root.resolve("docs")).filter(SourceTree::isMarkdown);
    Stream<Path> onTop = list(root).filter(SourceTree::isMarkdown);
    return Stream.of(onTop, inDocs, inModules).flatMap(s -> s).sorted().toList();
  }

  private List<Path> sources(String folder, Predicate<Path> wanted) {
    return modules().flatMap(m -> walk(m.resolve(folder))).filter(wanted).sorted().toList();
  }

  private Stream<Path> modules() {
    return list(root).filter(p -> Files.exists(p.resolve("pom.xml")));
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  private static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md");
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
